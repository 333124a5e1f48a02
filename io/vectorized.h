#pragma once

/// Marks a function whose loops compilers turn into vector instructions: it is compiled for newer
/// processors as well, and the loader picks what the machine has. What it calls must be inlined, so
/// the loop itself belongs in the marked function. Sanitizers' builds have the plain one alone,
/// because the loader picks before their runtime is ready.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TINTFLOW_VECTORIZED \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define TINTFLOW_VECTORIZED
#endif
