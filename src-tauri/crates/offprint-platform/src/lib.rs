//! Where the three systems differ, and nowhere else: time, places, files.
//!
//! This crate knows nothing of papers and nothing of SQLite.
//!
//! ```
//! use offprint_platform::clock::{Clock, FixedClock, Timestamp};
//! let clock = FixedClock::at(Timestamp::from_millis(0));
//! assert_eq!(clock.now().to_iso(), "1970-01-01T00:00:00.000Z");
//! ```

pub mod browser;
pub mod clock;
pub mod device_settings;
pub mod files;
pub mod memory;
pub mod places;
