//! What the machine must have: looked for, installed on Debian and Ubuntu, named elsewhere.
//!
//! A C compiler and Rust need no look: without them this program could not have been built.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::steps::{Stop, as_typed, command, is_installed, output_of, succeed};
use crate::ui;

/// The Nodes that build the interface: the first major version from its minor one on, and all from
/// the second on.
/// Source: `engines` in ui/package.json, which are those of its build tool, Vite.
const OLDEST_NODES: [(u32, u32); 2] = [(20, 19), (22, 12)];

/// What the coming work needs of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The core and the interface, without a window.
    Core,
    /// The window, built and opened.
    Window,
    /// The window, driven by tests on a hidden screen.
    WindowTests,
}

impl Purpose {
    /// Returns what all checks that run on this system need.
    pub const fn of_all_checks() -> Purpose {
        if cfg!(target_os = "linux") {
            Purpose::WindowTests
        } else {
            Purpose::Window
        }
    }
}

/// One thing the machine must have, and what it is called where.
struct Need {
    what: &'static str,
    is_for_tests: bool,
    is_there: fn() -> bool,
    debian: &'static [&'static str],
    fedora: &'static str,
    arch: &'static str,
    suse: &'static str,
}

/// All needs of the window and of its tests on Linux.
///
/// Debian's names were tried on Debian 12. Fedora and openSUSE also take a file or a library in place
/// of a package's name, which changes more often.
const NEEDS: &[Need] = &[
    Need {
        what: "pkg-config, by which libraries are found",
        is_for_tests: false,
        is_there: || is_installed("pkg-config"),
        debian: &["pkg-config"],
        fedora: "pkgconf-pkg-config",
        arch: "pkgconf",
        suse: "pkgconf-pkg-config",
    },
    Need {
        what: "WebKitGTK 4.1, which draws the window",
        is_for_tests: false,
        is_there: || has_library("webkit2gtk-4.1"),
        debian: &["libwebkit2gtk-4.1-dev"],
        fedora: "'pkgconfig(webkit2gtk-4.1)'",
        arch: "webkit2gtk-4.1",
        suse: "'pkgconfig(webkit2gtk-4.1)'",
    },
    Need {
        what: "librsvg, for icons",
        is_for_tests: false,
        is_there: || has_library("librsvg-2.0"),
        debian: &["librsvg2-dev"],
        fedora: "'pkgconfig(librsvg-2.0)'",
        arch: "librsvg",
        suse: "'pkgconfig(librsvg-2.0)'",
    },
    Need {
        what: "libxdo, for the menu's keys",
        is_for_tests: false,
        is_there: || Path::new("/usr/include/xdo.h").is_file(),
        debian: &["libxdo-dev"],
        fedora: "/usr/include/xdo.h",
        arch: "xdotool",
        suse: "/usr/include/xdo.h",
    },
    Need {
        what: "libdbus, by which programs speak to each other",
        is_for_tests: false,
        is_there: || has_library("dbus-1"),
        debian: &["libdbus-1-dev"],
        fedora: "'pkgconfig(dbus-1)'",
        arch: "dbus",
        suse: "'pkgconfig(dbus-1)'",
    },
    Need {
        what: "WebKitWebDriver, which drives the window",
        is_for_tests: true,
        is_there: || is_installed("WebKitWebDriver"),
        debian: &["webkit2gtk-driver"],
        fedora: "/usr/bin/WebKitWebDriver",
        arch: "webkit2gtk-4.1",
        suse: "/usr/bin/WebKitWebDriver",
    },
    Need {
        what: "Xvfb, the hidden screen",
        is_for_tests: true,
        is_there: || is_installed("Xvfb") && is_installed("xvfb-run"),
        debian: &["xvfb", "xauth"],
        fedora: "xorg-x11-server-Xvfb",
        arch: "xorg-server-xvfb",
        suse: "xorg-x11-server-Xvfb",
    },
    Need {
        what: "xdotool, which moves the mouse and presses keys",
        is_for_tests: true,
        is_there: || is_installed("xdotool"),
        debian: &["xdotool"],
        fedora: "xdotool",
        arch: "xdotool",
        suse: "xdotool",
    },
    Need {
        what: "xclip, which fills the clipboard",
        is_for_tests: true,
        is_there: || is_installed("xclip"),
        debian: &["xclip"],
        fedora: "xclip",
        arch: "xclip",
        suse: "xclip",
    },
    Need {
        what: "ImageMagick, which takes the pictures",
        is_for_tests: true,
        is_there: || is_installed("import"),
        debian: &["imagemagick"],
        fedora: "ImageMagick",
        arch: "imagemagick",
        suse: "ImageMagick",
    },
    Need {
        what: "a message bus for the tests alone",
        is_for_tests: true,
        is_there: || is_installed("dbus-run-session"),
        debian: &["dbus-x11", "at-spi2-core"],
        fedora: "dbus-daemon at-spi2-core",
        arch: "dbus at-spi2-core",
        suse: "dbus-1-daemon at-spi2-core",
    },
    Need {
        what: "the system's Python with GTK 3 and AT-SPI, from which files are dragged and by which the window is heard",
        is_for_tests: true,
        is_there: has_python_with_gtk,
        debian: &["python3-gi", "gir1.2-gtk-3.0", "gir1.2-atspi-2.0"],
        fedora: "python3-gobject gtk3 at-spi2-core",
        arch: "python-gobject gtk3 at-spi2-core",
        suse: "python3-gobject typelib-1_0-Gtk-3_0 typelib-1_0-Atspi-2_0",
    },
    Need {
        what: "fonts for all the world's titles",
        is_for_tests: true,
        is_there: || output_of("fc-list", &[":lang=ja"]).is_some_and(|fonts| !fonts.is_empty()),
        debian: &["fonts-noto-core", "fonts-noto-cjk"],
        fedora: "google-noto-sans-fonts google-noto-sans-cjk-fonts",
        arch: "noto-fonts noto-fonts-cjk",
        suse: "google-noto-sans-fonts noto-sans-cjk-fonts",
    },
];

/// `cargo xtask setup`: everything, for the window and its tests.
pub fn run(arguments: &[OsString]) -> Result<u8, Stop> {
    if !arguments.is_empty() {
        return Err(Stop::usage("`setup` takes no arguments"));
    }
    machine(Purpose::of_all_checks())?;
    ui::install()?;
    Ok(0)
}

/// Makes sure that the machine has what the purpose needs.
///
/// Errors: something is missing that cannot be installed from here; the words say what, and how to
/// get it.
pub fn machine(purpose: Purpose) -> Result<(), Stop> {
    node()?;
    if purpose == Purpose::Core {
        return Ok(());
    }
    if cfg!(target_os = "macos") {
        println!("macOS brings its own web view: nothing else is needed.");
        return Ok(());
    }
    if cfg!(windows) {
        println!(
            "The window needs WebView2, which is part of Windows 11 and of an updated Windows 10.\n\
             Should it not open: https://developer.microsoft.com/microsoft-edge/webview2"
        );
        return Ok(());
    }
    let needs: Vec<&Need> = NEEDS
        .iter()
        .filter(|need| purpose == Purpose::WindowTests || !need.is_for_tests)
        .collect();
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    match Family::of(&system) {
        Family::Debian if is_installed("apt-get") => install_with_apt(&needs),
        family => look_for(&needs, family),
    }
}

/// Makes sure that Node and npm are there and new enough.
fn node() -> Result<(), Stop> {
    let how = format!(
        "Offprint's interface is built with Node 20.19, or 22.12 or newer, and its npm.\n\
         Get it from https://nodejs.org (“LTS”), or with a version manager: `nvm install --lts`.\n\
         {}\n\
         Then call the same command again.",
        if cfg!(target_os = "macos") {
            "With Homebrew: `brew install node`."
        } else if cfg!(windows) {
            "With winget: `winget install OpenJS.NodeJS.LTS`."
        } else {
            "Debian 12 and Ubuntu 24.04 themselves have an older one, which does not do."
        }
    );
    let Some(version) = output_of("node", &["--version"]) else {
        return Err(Stop::new(format!("Node is missing.\n{how}")));
    };
    if !is_new_enough(&version) {
        return Err(Stop::new(format!("Node {version} will not do.\n{how}")));
    }
    let Some(npm) = output_of(ui::NPM, &["--version"]) else {
        return Err(Stop::new(format!(
            "Node {version} is there, but npm is missing.\n{how}"
        )));
    };
    println!("Node {version}, npm {npm}.");
    Ok(())
}

/// Says whether a version, as `node --version` writes it, is one that builds the interface.
fn is_new_enough(version: &str) -> bool {
    let mut parts = version
        .trim_start_matches('v')
        .split('.')
        .map(|part| part.parse().unwrap_or(0));
    let (major, minor): (u32, u32) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    let [older, newer] = OLDEST_NODES;
    (major == older.0 && minor >= older.1) || (major, minor) >= newer
}

/// A kind of Linux, by how it names its packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Debian,
    Fedora,
    Arch,
    Suse,
    Other,
}

impl Family {
    /// Returns the family that a system's description puts it in.
    ///
    /// Source: os-release(5): `ID`, then `ID_LIKE` from the nearest relative on.
    fn of(os_release: &str) -> Family {
        let value = |key: &str| {
            os_release
                .lines()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
                .unwrap_or_default()
                .trim_matches(['"', '\''])
                .to_owned()
        };
        for id in format!("{} {}", value("ID"), value("ID_LIKE")).split_whitespace() {
            match id {
                "debian" | "ubuntu" => return Family::Debian,
                "fedora" | "rhel" | "centos" => return Family::Fedora,
                "arch" => return Family::Arch,
                "suse" | "opensuse" => return Family::Suse,
                _ => {}
            }
        }
        Family::Other
    }
}

/// Installs the Debian packages that are missing, and only these.
fn install_with_apt(needs: &[&Need]) -> Result<(), Stop> {
    let wanted: Vec<&str> = needs.iter().flat_map(|need| need.debian).copied().collect();
    let missing = missing_packages(&wanted);
    if missing.is_empty() {
        println!("All {} system packages are installed.", wanted.len());
        return Ok(());
    }
    println!("Missing system packages: {}", missing.join(" "));
    let is_root = output_of("id", &["-u"]).is_some_and(|id| id == "0");
    let mut install: Vec<&str> = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    if !is_root && !is_installed("sudo") {
        return Err(Stop::new(format!(
            "These packages have to be installed by the administrator. As root:\n\n    apt-get update && {}\n\n\
             Then call the same command again.",
            as_typed(&command("apt-get", install))
        )));
    }
    // A fresh machine knows of no packages yet. Another may know of old ones, which are gone from
    // the archive: then the first try fails and an update mends it.
    let is_fresh = !knows_packages();
    if !is_fresh && succeed(&mut apt_get(is_root, &install)).is_ok() {
        return Ok(());
    }
    succeed(&mut apt_get(is_root, &["update"]))?;
    succeed(&mut apt_get(is_root, &install)).map_err(|stop| {
        Stop::new(format!(
            "{}\n\nOffprint needs Debian 12, Ubuntu 22.04 or newer.",
            stop.words
        ))
    })
}

fn apt_get(is_root: bool, arguments: &[&str]) -> Command {
    // Another installation may be going on, on a fresh machine even by itself: wait for it.
    let patient = [
        "apt-get",
        "-q",
        "-o",
        "DPkg::Lock::Timeout=300",
        "-o",
        "Dpkg::Use-Pty=0",
    ];
    let before: &[&str] = if is_root { &["env"] } else { &["sudo", "env"] };
    let words: Vec<&str> = before[1..]
        .iter()
        .copied()
        .chain(["DEBIAN_FRONTEND=noninteractive"])
        .chain(patient)
        .chain(arguments.iter().copied())
        .collect();
    command(before[0], words)
}

/// Returns those of the Debian packages that are not installed.
fn missing_packages<'a>(wanted: &[&'a str]) -> Vec<&'a str> {
    let mut query = command(
        "dpkg-query",
        ["--show", "--showformat=${db:Status-Status} ${Package}\n"],
    );
    query
        .args(wanted)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    // It ends with an error where it does not know a package, and still tells of the others.
    let answer = query
        .output()
        .map(|output| output.stdout)
        .unwrap_or_default();
    let answer = String::from_utf8_lossy(&answer);
    let installed: Vec<&str> = answer
        .lines()
        .filter_map(|line| line.strip_prefix("installed "))
        .collect();
    wanted
        .iter()
        .filter(|package| !installed.contains(package))
        .copied()
        .collect()
}

fn knows_packages() -> bool {
    fs::read_dir("/var/lib/apt/lists").is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
    })
}

/// Looks for everything on a system where nothing is installed from here.
fn look_for(needs: &[&Need], family: Family) -> Result<(), Stop> {
    let missing: Vec<&Need> = needs
        .iter()
        .filter(|need| !(need.is_there)())
        .copied()
        .collect();
    if missing.is_empty() {
        println!("Everything the window needs is there.");
        return Ok(());
    }
    Err(Stop::new(what_is_missing(&missing, family)))
}

fn what_is_missing(missing: &[&Need], family: Family) -> String {
    let mut words = String::from("Missing on this system:\n");
    for need in missing {
        words += &format!("  - {}\n", need.what);
    }
    let names = |of: fn(&Need) -> &'static str| {
        missing
            .iter()
            .map(|need| of(need))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let how = match family {
        Family::Fedora => format!("sudo dnf install {}", names(|need| need.fedora)),
        Family::Arch => format!("sudo pacman -S --needed {}", names(|need| need.arch)),
        Family::Suse => format!("sudo zypper install {}", names(|need| need.suse)),
        Family::Debian | Family::Other => {
            let debian: Vec<&str> = missing
                .iter()
                .flat_map(|need| need.debian)
                .copied()
                .collect();
            return words
                + &format!(
                    "\nOffprint does not know how this system calls them. On Debian they are:\n\n    {}\n\n\
                     Install what corresponds to them, then call the same command again.",
                    debian.join(" ")
                );
        }
    };
    words + &format!("\nTo get them:\n\n    {how}\n\nThen call the same command again.")
}

fn has_library(name: &str) -> bool {
    output_of("pkg-config", &["--exists", name]).is_some()
}

fn has_python_with_gtk() -> bool {
    let script = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('Atspi', '2.0'); \
                  from gi.repository import Atspi, Gtk";
    output_of("/usr/bin/python3", &["-c", script]).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_family(os_release: &str, expected: Family) {
        assert_eq!(Family::of(os_release), expected);
    }

    #[test]
    fn a_system_is_known_by_its_id_or_its_relatives() {
        check_family(
            "PRETTY_NAME=\"Debian GNU/Linux 12\"\nVERSION_ID=\"12\"\nID=debian\n",
            Family::Debian,
        );
        check_family("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", Family::Debian);
        check_family("NAME='Fedora Linux'\nID=fedora\n", Family::Fedora);
        check_family(
            "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n",
            Family::Fedora,
        );
        check_family("ID=endeavouros\nID_LIKE=\"arch\"\n", Family::Arch);
        check_family(
            "ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n",
            Family::Suse,
        );
        check_family("ID=nixos\n", Family::Other);
        check_family("", Family::Other);
    }

    #[test]
    fn a_node_that_cannot_build_the_interface_is_refused() {
        for (version, expected) in [
            ("v20.19.0", true),
            ("v22.12.0", true),
            ("v20.18.3", false),
            ("v21.7.3", false),
            ("v22.11.0", false),
            ("v24.0.1", true),
            ("v18.20.4", false),
            ("", false),
        ] {
            assert_eq!(is_new_enough(version), expected, "{version}");
        }
    }

    #[test]
    fn what_is_missing_is_named_with_the_way_to_get_it() {
        let missing: Vec<&Need> = NEEDS
            .iter()
            .filter(|need| need.what.starts_with('W'))
            .collect();
        let words = what_is_missing(&missing, Family::Fedora);
        assert!(
            words.contains("WebKitGTK 4.1, which draws the window"),
            "{words}"
        );
        assert!(
            words.contains("sudo dnf install 'pkgconfig(webkit2gtk-4.1)'"),
            "{words}"
        );
        let words = what_is_missing(&missing, Family::Other);
        assert!(words.contains("libwebkit2gtk-4.1-dev"), "{words}");
    }
}
