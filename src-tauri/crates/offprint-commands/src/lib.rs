//! offprint-commands
