//! Files and folders that only their owner may read: what is in them is nobody else's business on a shared machine.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

/// Creates a folder, and those above it, for this user alone; closes one that exists to everybody else.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;

        builder.mode(0o700);
    }
    builder.create(path)?;
    close(&fs::metadata(path)?, 0o700, |permissions| {
        fs::set_permissions(path, permissions)
    })
}

/// Opens a file for reading and writing, creating it when needed; closes one that exists to everybody else.
pub(crate) fn file(path: &Path) -> io::Result<File> {
    open(path, false)
}

/// Writes a file whole, and waits until it is on the disk.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = open(path, true)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn open(path: &Path, anew: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(anew);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;

        options.mode(0o600);
    }
    let file = options.open(path)?;
    close(&file.metadata()?, 0o600, |permissions| {
        file.set_permissions(permissions)
    })?;
    Ok(file)
}

/// Takes from everybody else what they may do with an existing file or folder.
#[cfg(unix)]
fn close(found: &fs::Metadata, mode: u32, set: impl FnOnce(fs::Permissions) -> io::Result<()>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    if found.permissions().mode() & 0o077 != 0 {
        set(fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Who may read what is inherited from the folder above here.
#[cfg(not(unix))]
fn close(_: &fs::Metadata, _: u32, _: impl FnOnce(fs::Permissions) -> io::Result<()>) -> io::Result<()> {
    Ok(())
}
