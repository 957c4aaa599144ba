//! The database file: how it is opened and upgraded, and which tables the history covers.

pub(crate) mod open;
pub(crate) mod tables;
