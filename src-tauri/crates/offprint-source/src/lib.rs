//! offprint-source
