#include "io/output_plan.h"

#include <string>

#include <gmock/gmock.h>

#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

InputFile single(const fs::path& path) { return {path, {}, path.filename()}; }
InputFile inside(const fs::path& folder, const fs::path& relative) {
  return {folder / relative, folder, relative};
}

/// The planned outputs, or the error.
std::vector<std::string> plan(const std::vector<InputFile>& inputs, const OutputOptions& options) {
  const auto planned = plan_outputs(inputs, options);
  if (!planned) return {planned.error()};
  std::vector<std::string> outputs;
  for (const PlannedOutput& item : *planned) outputs.push_back(item.output.string());
  return outputs;
}

TEST(OutputPlan, GoesBesideTheInputByDefault) {
  EXPECT_THAT(plan({single("d/cat.png"), single("dog.JPG"), single("old.bmp"), single("scan")}, {}),
              ElementsAre("d/cat_colorized.png", "dog_colorized.JPG", "old_colorized.png",
                          "scan_colorized.png"));
}

TEST(OutputPlan, MirrorsFoldersBesideThem) {
  EXPECT_THAT(plan({inside("in/sketches", "a.png"), inside("in/sketches", "b/c.jpeg")}, {}),
              ElementsAre("in/sketches_colorized/a.png", "in/sketches_colorized/b/c.jpeg"));
  EXPECT_THAT(plan({inside("sketches/", "a.png")}, {}), ElementsAre("sketches_colorized/a.png"));
}

TEST(OutputPlan, NamesTheCurrentFolderByItsRealName) {
  const fs::path current = fs::current_path();
  EXPECT_THAT(plan({inside(".", "a.png")}, {}), ElementsAre(current.string() + "_colorized/a.png"));
  EXPECT_THAT(plan({inside("..", "a.png")}, {}),
              ElementsAre(current.parent_path().string() + "_colorized/a.png"));
}

TEST(OutputPlan, MirrorsIntoAGivenFolder) {
  EXPECT_THAT(plan({inside("sketches", "a.png"), inside("sketches", "b/c.tif"), single("x/d.webp")},
                   {.out = "out"}),
              ElementsAre("out/a.png", "out/b/c.png", "out/d.webp"));
}

TEST(OutputPlan, OneInputMayGoToANamedFile) {
  const auto planned = plan_outputs(std::vector{single("a.png")}, {.out = "x/b.jpg"});
  ASSERT_TRUE(planned.has_value()) << planned.error();
  EXPECT_EQ(planned->front().output, "x/b.jpg");
  EXPECT_EQ(planned->front().format, ImageFormat::jpeg);
}

TEST(OutputPlan, AnExistingFolderIsAFolderWhateverItsName) {
  const TestFolder folder;
  fs::create_directory(folder / "out.png");
  EXPECT_THAT(plan({single("a.png")}, {.out = folder / "out.png"}),
              ElementsAre((folder / "out.png/a.png").string()));
}

TEST(OutputPlan, RefusesFileNamesThatContradictTheRest) {
  EXPECT_THAT(plan({single("a.png"), single("b.png")}, {.out = "c.png"}),
              ElementsAre("c.png names one file, but there are 2 inputs: name a folder"));
  EXPECT_THAT(plan({single("a.png")}, {.out = "c.tif"}),
              ElementsAre("c.tif: TIFF cannot be written; choose .png, .jpg or .webp"));
  EXPECT_THAT(plan({single("a.png")}, {.out = "c.png", .format = ImageFormat::jpeg}),
              ElementsAre("c.png contradicts --format jpg"));
  EXPECT_THAT(plan({single("a.png")}, {.out = "c.png", .name_pattern = "%s"}),
              ElementsAre(HasSubstr("--name has no use")));
}

TEST(OutputPlan, FormatDecidesTheExtension) {
  const auto planned = plan_outputs(std::vector{single("a.jpeg"), single("b.png")},
                                    {.out = "out", .format = ImageFormat::jpeg});
  ASSERT_TRUE(planned.has_value()) << planned.error();
  EXPECT_EQ((*planned)[0].output, "out/a.jpeg");
  EXPECT_EQ((*planned)[1].output, "out/b.jpg");
  EXPECT_EQ((*planned)[1].format, ImageFormat::jpeg);
}

TEST(OutputPlan, PatternNamesTheFiles) {
  EXPECT_THAT(plan({inside("in", "b/cat.v2.png")}, {.out = "out", .name_pattern = "%s-%s_100%"}),
              ElementsAre("out/b/cat.v2-cat.v2_100%.png"));
  EXPECT_THAT(plan({single("d/a.png")}, {.name_pattern = "new_%s"}), ElementsAre("d/new_a.png"));
  EXPECT_THAT(plan({single("%s.png")}, {}), ElementsAre("%s_colorized.png"));
  EXPECT_THAT(plan({single("a.png")}, {.name_pattern = "x/%s"}),
              ElementsAre(HasSubstr("must not contain '/'")));
}

TEST(OutputPlan, RefusesTwoInputsOnOneOutput) {
  const std::string both = "would both be written to";
  EXPECT_THAT(plan({single("a.png"), single("a.bmp")}, {.out = "out"}),
              ElementsAre("a.png and a.bmp would both be written to out/a.png: rename one, or "
                          "color them in two runs"));
  EXPECT_THAT(plan({inside("x", "a.png"), inside("y", "a.png")}, {.out = "out"}),
              ElementsAre(HasSubstr(both)));
  EXPECT_THAT(plan({single("a.png"), single("./a.png")}, {}), ElementsAre(HasSubstr(both)));
  EXPECT_THAT(plan({single("a.png"), single("b.png")}, {.out = "out", .name_pattern = "same"}),
              ElementsAre(HasSubstr(both)));
}

TEST(OutputPlan, RefusesToOverwriteAnInput) {
  EXPECT_THAT(plan({single("d/a.png")}, {.out = "d"}),
              ElementsAre("the output of d/a.png would overwrite the input d/a.png: choose another "
                          "output folder or --name"));
  EXPECT_THAT(plan({single("a.png"), single("a_colorized.png")}, {}),
              ElementsAre(HasSubstr("would overwrite the input a_colorized.png")));
}

TEST(OutputPlan, SeesThroughLinks) {
  const TestFolder folder;
  const auto real = folder.add("real/a.png", "");
  fs::create_directory_symlink("real", folder / "link");
  EXPECT_THAT(plan({single(real)}, {.out = folder / "link"}),
              ElementsAre(HasSubstr("would overwrite the input")));
}

}  // namespace
}  // namespace tintflow
