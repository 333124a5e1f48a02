#include "io/rest_of_source.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// Items 0 to 4, of which 3 cannot be read.
class FiveItems : public Source {
 public:
  std::optional<Result<Encoded>> next() override {
    if (next_ == 5) return std::nullopt;
    const FrameId id{.source = 9, .index = next_++};
    if (id.index == 3) return tl::unexpected(Failure{id, "read", "damaged"});
    return Encoded{.id = id, .bytes = nullptr, .size = {}};
  }
  [[nodiscard]] std::optional<std::uint64_t> total() const override { return 5; }

 private:
  std::uint64_t next_ = 0;
};

TEST(RestOfSource, CountsFromZeroAgain) {
  FiveItems all;
  for (int i = 0; i < 2; ++i) (void)all.next();
  RestOfSource rest(all, 2);
  EXPECT_EQ(rest.total(), 3);
  EXPECT_EQ((*rest.next())->id, (FrameId{9, 0}));
  EXPECT_EQ(rest.next()->error().id, (FrameId{9, 1}));
  EXPECT_EQ((*rest.next())->id, (FrameId{9, 2}));
  EXPECT_FALSE(rest.next());
}

}  // namespace
}  // namespace tintflow
