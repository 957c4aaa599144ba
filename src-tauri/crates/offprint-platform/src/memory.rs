//! Memory that is free goes back to the system.

/// Gives back what this process has freed and the allocator keeps for later.
///
/// That of glibc gives back by itself only what lies behind the last block in use, of each thread's part: after a
/// change of a million papers, or a choice of as many, it would keep most of a gigabyte for as long as the window is
/// open. It takes some milliseconds for each hundred megabytes. Elsewhere it does nothing.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn give_back() {
    // The whole crate that declares it would be for this line.
    #[allow(unsafe_code)]
    unsafe extern "C" {
        safe fn malloc_trim(pad: usize) -> i32;
    }
    malloc_trim(0);
}

/// Gives back what this process has freed: the allocators of these systems do so by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back() {}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use super::*;

    /// Returns how many pages of the process are in memory.
    fn n_pages() -> usize {
        let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
        statm.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// The same in a process of its own: what other tests take and free meanwhile would count as well.
    #[test]
    fn what_lies_before_a_block_in_use_goes_back() {
        let alone = "memory::tests::what_lies_before_a_block_in_use_goes_back_alone";
        let ran = std::process::Command::new(std::env::current_exe().unwrap())
            .args([alone, "--exact", "--ignored"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success() && said.contains("1 passed"), "{said}");
    }

    #[test]
    #[ignore = "runs by the test above, alone in its process"]
    fn what_lies_before_a_block_in_use_goes_back_alone() {
        const BLOCK: usize = 16 * 1024;
        const N_BLOCKS: usize = 4_000;
        let mut blocks: Vec<Box<[u8]>> = (0..N_BLOCKS)
            .map(|n| vec![1 + (n % 250) as u8; BLOCK].into_boxed_slice())
            .collect();
        let last = blocks.pop();
        drop(blocks);
        let before = n_pages();
        give_back();
        let given = before.saturating_sub(n_pages());
        assert!(
            given > N_BLOCKS * BLOCK / 4096 / 2,
            "{given} of {before} pages"
        );
        drop(last);
    }
}
