//! Tauri's build step, told that the capabilities live in `src-tauri/`.

fn main() {
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("src-tauri/capabilities/**/*");
    tauri_build::try_build(attributes)
        .expect("tauri.conf.json, icons and capabilities are in place");
}
