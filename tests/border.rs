//! The core stays free of platforms, network, async runtime and storage.

use std::process::Command;

/// What must never be below the core.
const OUTSIDE: &[&str] = &[
    "tokio",
    "teloxide",
    "teloxide-core",
    "serenity",
    "reqwest",
    "rusqlite",
    "hyper",
    "axum",
];

#[test]
fn the_core_depends_on_no_platform() {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package",
            "guichet-core",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--offline",
            "--locked",
        ])
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).expect("names are text");
    let packages: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(packages.contains(&"strsim"), "the tree is that of the core");
    for outside in OUTSIDE {
        assert!(!packages.contains(outside), "guichet-core depends on {outside}");
    }
}
