//! offprint-library
