//! The web view's driver: a process to speak WebDriver to, in as much HTTP as that takes.
//!
//! Source: W3C WebDriver; `webkitgtk:browserOptions` as WebKitGTK's driver reads it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use serde_json::{Value, json};

use crate::place::Place;

/// How long anything may take before it counts as never coming: a busy machine is slow, not broken.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until something is there, looking again and again. None where it never came.
pub fn wait_for<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if started.elapsed() > PATIENCE {
            return None;
        }
        thread::sleep(Duration::from_millis(40));
    }
}

/// The driver's answer where it would not do what it was asked.
#[derive(Debug)]
pub struct Refusal {
    pub words: String,
}

/// A running driver with one session: one window.
pub struct Driver {
    process: Child,
    port: u16,
    session: String,
    /// The process of the window, which the driver started.
    window: Option<u32>,
}

impl Driver {
    /// Starts a driver, and with it a program's window with these arguments.
    pub fn start(place: &Place, program: &Path, arguments: &[String]) -> Driver {
        let port = free_port();
        let log = File::create(place.log()).expect("a log in the temporary folder");
        let mut command = place.program("WebKitWebDriver");
        place.is_home_of(&mut command);
        let process = command
            .arg(format!("--port={port}"))
            // Tauri lets itself be driven only when told so.
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the log once more"))
            .stderr(log)
            .spawn()
            .expect("WebKitWebDriver is installed: run `cargo xtask window-tests`");
        let mut driver = Driver {
            process,
            port,
            session: String::new(),
            window: None,
        };
        let answers = wait_for(|| driver.ask("GET", "/status", &Value::Null).ok());
        assert!(answers.is_some(), "the driver never answered");
        let wish = json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": {
            "binary": program,
            "args": arguments,
        }}}});
        let answer = driver.ask("POST", "/session", &wish).or_else(|refusal| {
            if !said_no_screen(place) {
                return Err(refusal);
            }
            eprintln!("the window did not reach its screen, and is started once more");
            driver.ask("POST", "/session", &wish)
        });
        let answer = answer.unwrap_or_else(|refusal| {
            let log = fs::read_to_string(place.log()).unwrap_or_default();
            panic!("the window did not open: {}\n{log}", refusal.words);
        });
        driver.session = answer["sessionId"].as_str().unwrap_or_default().to_owned();
        driver.window = child_of(driver.process.id());
        driver
    }

    /// Asks something of the session; `path` begins below it.
    pub fn session(&self, method: &str, path: &str, body: &Value) -> Result<Value, Refusal> {
        self.ask(method, &format!("/session/{}{path}", self.session), body)
    }

    /// Returns the process of the window.
    pub fn window_process(&self) -> u32 {
        self.window.expect("a session has a window")
    }

    /// Waits until the window's process has ended. False where it never did.
    pub fn window_ended(&self) -> bool {
        self.window
            .is_none_or(|process| wait_for(|| (!is_running(process)).then_some(())).is_some())
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, Refusal> {
        let refusal = |error: io::Error| Refusal {
            words: format!("{method} {path}: {error}"),
        };
        let answer = self.exchange(method, path, body).map_err(refusal)?;
        match &answer["value"] {
            Value::Object(value)
                if value.contains_key("error") && value.contains_key("message") =>
            {
                Err(Refusal {
                    words: format!("{method} {path}: {} ({})", value["error"], value["message"]),
                })
            }
            value => Ok(value.clone()),
        }
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> io::Result<Value> {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        )?;
        let content = read_answer(&mut stream)?;
        serde_json::from_slice(&content).map_err(io::Error::other)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.session("DELETE", "", &Value::Null);
        }
        // Whatever is left over would hold its port, the screen or the library against the next
        // test. By number: another's driver or window may run here, too.
        if !self.window_ended() {
            let process = self.window_process().to_string();
            let _ = Command::new("kill").args(["-KILL", &process]).status();
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Whether the window gave up as the screen was too busy to take it, which is no fault of Offprint's.
fn said_no_screen(place: &Place) -> bool {
    let log = fs::read_to_string(place.log()).unwrap_or_default();
    log.contains("Failed to initialize GTK") || log.contains("Failed to initialize gtk")
}

/// Reads one HTTP answer and returns its content.
fn read_answer(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    let mut piece = [0; 64 * 1024];
    loop {
        if let Some(head_ends) = find(&read, b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&read[..head_ends]).to_ascii_lowercase();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            let content = &read[head_ends + 4..];
            if length.is_some_and(|length: usize| content.len() >= length) {
                return Ok(content.to_vec());
            }
        }
        let n_read = stream.read(&mut piece)?;
        if n_read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        read.extend_from_slice(&piece[..n_read]);
    }
}

fn find(within: &[u8], what: &[u8]) -> Option<usize> {
    within.windows(what.len()).position(|window| window == what)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener
        .local_addr()
        .expect("a bound listener has an address")
        .port()
}

/// Returns a process whose parent is this one.
fn child_of(parent: u32) -> Option<u32> {
    children_of(parent).first().copied()
}

/// Returns the processes whose parent is this one.
pub fn children_of(parent: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|&process| parent_and_state(process).is_some_and(|(of, _)| of == parent))
        .collect()
}

fn is_running(process: u32) -> bool {
    // One that has ended and that nobody has asked after yet is a zombie.
    Path::new("/proc").join(process.to_string()).exists()
        && parent_and_state(process).is_some_and(|(_, state)| state != "Z")
}

/// Returns a process's parent and state.
/// Source: proc(5), `stat`; the name before them may hold spaces and brackets.
pub fn parent_and_state(process: u32) -> Option<(u32, String)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?.to_owned();
    Some((fields.next()?.parse().ok()?, state))
}
