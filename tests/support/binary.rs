//! The real `guichet` binary, as a process: to be killed, to be signalled, to have its output searched.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

/// How long a test waits for a process to end: generous, because the machine may be busy.
const LIVENESS: Duration = Duration::from_secs(60);

/// The binary, built once a run of the suite, with the profile of the suite; or the one that `GUICHET_BINARY` names, to
/// judge what is shipped.
pub(crate) fn path() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        if let Some(binary) = std::env::var_os("GUICHET_BINARY") {
            return binary.into();
        }
        // The suite itself is `<target>/<profile>/deps/suite-…`.
        let suite = std::env::current_exe().unwrap();
        let profile = suite.ancestors().nth(2).unwrap();
        let target = profile.parent().unwrap();
        let mut build = Command::new(env!("CARGO"));
        build
            .args([
                "build",
                "--quiet",
                "--package",
                "guichet",
                "--bin",
                "guichet",
                "--target-dir",
            ])
            .arg(target);
        if profile.file_name() == Some(OsStr::new("release")) {
            build.arg("--release");
        }
        let status = build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap();
        assert!(status.success(), "the binary does not build");
        profile.join("guichet").with_extension(std::env::consts::EXE_EXTENSION)
    })
}

/// A running `guichet`, killed when it is dropped.
pub(crate) struct Process {
    child: Child,
    output: PathBuf,
}

impl Process {
    /// Starts it in an environment of these variables only; what it prints goes to `output`, added at the end.
    pub(crate) fn start(variables: &[(&str, &str)], arguments: &[&str], output: &Path) -> Self {
        Self::spawn(&mut Command::new(path()), variables, arguments, output)
    }

    /// The same; a write beyond [`limit_files`](Self::limit_files) fails instead of ending it.
    #[cfg(target_os = "linux")]
    pub(crate) fn start_limited(variables: &[(&str, &str)], output: &Path) -> Self {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", "trap '' XFSZ; exec \"$0\""]).arg(path());
        Self::spawn(&mut shell, variables, &[], output)
    }

    fn spawn(command: &mut Command, variables: &[(&str, &str)], arguments: &[&str], output: &Path) -> Self {
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(output)
            .unwrap();
        let child = command
            .args(arguments)
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .spawn()
            .unwrap();
        Self {
            child,
            output: output.to_owned(),
        }
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Everything printed so far.
    pub(crate) fn output(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.output).unwrap()).into_owned()
    }

    /// Ends it at once, as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop.
    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .arg(format!("-{name}"))
            .arg(self.id().to_string())
            .status();
        assert!(status.unwrap().success());
    }

    /// From now on its files cannot grow beyond this many bytes, or `unlimited`.
    #[cfg(target_os = "linux")]
    pub(crate) fn limit_files(&self, bytes: &str) {
        let status = Command::new("prlimit")
            .args(["--pid", &self.id().to_string(), &format!("--fsize={bytes}:unlimited")])
            .status();
        assert!(status.unwrap().success());
    }

    /// Waits until it ends by itself.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        let deadline = Instant::now() + LIVENESS;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "it does not end:\n{}", self.output());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
