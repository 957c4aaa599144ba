//! offprint-search
