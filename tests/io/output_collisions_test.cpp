#include "io/output_collisions.h"

#include <string>

#include <gmock/gmock.h>

#include "tests/io/test_folder.h"
#include "tests/io/test_inputs.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// The error of a plan; empty where there is none.
std::string error_of(const std::vector<Input>& inputs, const OutputOptions& options) {
  const auto planned = plan_outputs(list_of(inputs), options);
  return planned ? std::string() : planned.error();
}

TEST(OutputCollisions, TwoInputsOnOneOutput) {
  const std::string both = "would both be written to";
  EXPECT_EQ(error_of({single("a.png"), single("a.bmp")}, {.out = "out"}),
            "a.png and a.bmp would both be written to out/a.png: rename one, or color them in two "
            "runs");
  EXPECT_THAT(error_of({inside("x", "a.png"), inside("y", "a.png")}, {.out = "out"}),
              HasSubstr(both));
  EXPECT_THAT(error_of({single("a.png"), single("./a.png")}, {}), HasSubstr(both));
  EXPECT_THAT(error_of({single("a.png"), single("b.png")}, {.out = "out", .name_pattern = "same"}),
              HasSubstr(both));
}

TEST(OutputCollisions, AnOutputOnAnInput) {
  EXPECT_EQ(error_of({single("d/a.png")}, {.out = "d"}),
            "the output of d/a.png would overwrite the input d/a.png: choose another output folder "
            "or --name");
  EXPECT_THAT(error_of({single("a.png"), single("a_colorized.png")}, {}),
              HasSubstr("the output of a.png would overwrite the input a_colorized.png"));
  EXPECT_THAT(error_of({single("a_colorized.png"), single("a.png")}, {}),
              HasSubstr("the output of a.png would overwrite the input a_colorized.png"));
}

TEST(OutputCollisions, AreSeenThroughLinks) {
  const TestFolder folder;
  const auto real = folder.add("real/a.png", "");
  fs::create_directory_symlink("real", folder / "link");
  EXPECT_THAT(error_of({single(real)}, {.out = folder / "link"}),
              HasSubstr("would overwrite the input"));
  fs::create_symlink("../real/a.png", folder.add("in/x", "").replace_filename("a.png"));
  EXPECT_THAT(error_of({single(folder / "in/a.png")}, {.out = folder / "real"}),
              HasSubstr("would overwrite the input"));
}

TEST(OutputCollisions, AreFoundAmongMany) {
  std::vector<Input> inputs;
  for (int i = 0; i < 2000; ++i) {
    inputs.push_back(inside("in", std::to_string(i % 50) + "/" + std::to_string(i) + ".png"));
  }
  EXPECT_EQ(error_of(inputs, {.out = "out"}), "");
  inputs.push_back(inside("in", "7/1007.bmp"));
  EXPECT_EQ(error_of(inputs, {.out = "out"}),
            "in/7/1007.png and in/7/1007.bmp would both be written to out/7/1007.png: rename one, "
            "or color them in two runs");
}

}  // namespace
}  // namespace tintflow
