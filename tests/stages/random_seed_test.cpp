#include "stages/random_seed.h"

#include <set>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(RandomSeed, IsTheSameEverywhere) {
  // First output of SplitMix64 started at 0, as published with the algorithm.
  EXPECT_EQ(random_seed({0}), 0xe220a8397b1dcdafULL);
}

TEST(RandomSeed, DependsOnEveryPartAndTheirOrder) {
  std::set<std::uint64_t> seeds;
  for (std::uint64_t a = 0; a < 20; ++a) {
    for (std::uint64_t b = 0; b < 20; ++b) seeds.insert(random_seed({a, b}));
  }
  EXPECT_EQ(seeds.size(), 400U);
}

}  // namespace
}  // namespace tintflow
