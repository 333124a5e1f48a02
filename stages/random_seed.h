#pragma once

#include <cstdint>
#include <initializer_list>

namespace tintflow {

/// A seed that depends on all parts and their order, well mixed, the same on every machine.
/// Mixing function: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014).
[[nodiscard]] constexpr std::uint64_t random_seed(std::initializer_list<std::uint64_t> parts) {
  std::uint64_t seed = 0;
  for (const std::uint64_t part : parts) {
    seed += part + 0x9e3779b97f4a7c15ULL;
    seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    seed = (seed ^ (seed >> 27)) * 0x94d049bb133111ebULL;
    seed ^= seed >> 31;
  }
  return seed;
}

}  // namespace tintflow
