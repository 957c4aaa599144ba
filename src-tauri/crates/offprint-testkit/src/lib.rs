//! offprint-testkit
