#include "io/output_plan.h"

#include <string>

#include <gmock/gmock.h>

#include "tests/io/test_folder.h"
#include "tests/io/test_inputs.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

/// The planned outputs, or the error.
std::vector<std::string> plan(const std::vector<Input>& inputs, const OutputOptions& options) {
  const auto planned = plan_outputs(list_of(inputs), options);
  if (!planned) return {planned.error()};
  std::vector<std::string> outputs;
  for (std::size_t i = 0; i < planned->size(); ++i) outputs.push_back(planned->output(i).string());
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
  const auto planned = plan_outputs(list_of({single("a.png")}), {.out = "x/b.jpg"});
  ASSERT_TRUE(planned.has_value()) << planned.error();
  EXPECT_EQ(planned->output(0), "x/b.jpg");
  EXPECT_EQ(planned->format(0), ImageFormat::jpeg);
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
              ElementsAre("c.tif: TIFF cannot be written; choose .png, .jpg, .webp or .ora"));
  EXPECT_THAT(plan({single("a.png")}, {.out = "c.png", .format = ImageFormat::jpeg}),
              ElementsAre("c.png contradicts --format jpg"));
  EXPECT_THAT(plan({single("a.png")}, {.out = "c.png", .name_pattern = "%s"}),
              ElementsAre(HasSubstr("--name has no use")));
}

TEST(OutputPlan, FormatDecidesTheExtension) {
  const auto planned = plan_outputs(list_of({single("a.jpeg"), single("b.png")}),
                                    {.out = "out", .format = ImageFormat::jpeg});
  ASSERT_TRUE(planned.has_value()) << planned.error();
  EXPECT_EQ(planned->output(0), "out/a.jpeg");
  EXPECT_EQ(planned->output(1), "out/b.jpg");
  EXPECT_EQ(planned->format(1), ImageFormat::jpeg);
}

TEST(OutputPlan, PatternNamesTheFiles) {
  EXPECT_THAT(plan({inside("in", "b/cat.v2.png")}, {.out = "out", .name_pattern = "%s-%s_100%"}),
              ElementsAre("out/b/cat.v2-cat.v2_100%.png"));
  EXPECT_THAT(plan({single("d/a.png")}, {.name_pattern = "new_%s"}), ElementsAre("d/new_a.png"));
  EXPECT_THAT(plan({single("%s.png")}, {}), ElementsAre("%s_colorized.png"));
  EXPECT_THAT(plan({single("a.png")}, {.name_pattern = "x/%s"}),
              ElementsAre(HasSubstr("must not contain '/'")));
}

TEST(OutputPlan, PatternTakesTheNumberOfTheInput) {
  EXPECT_THAT(plan({inside("in", "f1_0012.png"), inside("in", "f1_0013.png")},
                   {.out = "out", .name_pattern = "color_%03d"}),
              ElementsAre("out/color_012.png", "out/color_013.png"));
  EXPECT_THAT(plan({inside("in", "cat.png")}, {.out = "out", .name_pattern = "%d"}),
              ElementsAre("out/%d.png"));
}

TEST(OutputPlan, KnowsInputsByTheirAbsolutePaths) {
  const TestFolder folder;
  folder.add("real/sub/a.png", "");
  fs::create_directory_symlink("real", folder / "link");
  const auto planned = plan_outputs(list_of({inside(folder / "link", "sub/a.png")}), {});
  EXPECT_EQ(planned->input(0), folder / "link/sub/a.png");
  EXPECT_EQ(planned->absolute_input(0), fs::canonical(folder / "real/sub/a.png"));
}

TEST(OutputPlan, HasARootForEachFolderThatHoldsResults) {
  const auto planned =
      plan_outputs(list_of({inside("in", "b/c.png"), single("x/a.png"), single("x/./b.png")}), {});
  ASSERT_TRUE(planned.has_value()) << planned.error();
  ASSERT_EQ(planned->roots().size(), 2U);
  EXPECT_EQ(planned->roots()[0].folder, "in_colorized");
  EXPECT_TRUE(planned->roots()[0].is_tree);
  EXPECT_EQ(planned->roots()[1].folder, "x");
  EXPECT_FALSE(planned->roots()[1].is_tree);
  EXPECT_EQ(planned->root_of(2), 1U);
  EXPECT_EQ(planned->name_below_root(0), "b/c.png");
  EXPECT_EQ(planned->name_below_root(2), "b_colorized.png");

  const auto given =
      plan_outputs(list_of({inside("in", "a.png"), single("b.png")}), {.out = "out"});
  ASSERT_EQ(given->roots().size(), 1U);
  EXPECT_TRUE(given->roots()[0].is_tree);

  const auto file = plan_outputs(list_of({single("a.png")}), {.out = "x/b.jpg"});
  EXPECT_EQ(file->roots()[0].folder, "x");
  EXPECT_FALSE(file->roots()[0].is_tree);
  EXPECT_EQ(file->name_below_root(0), "b.jpg");
}

TEST(OutputPlan, FindsHintsByTheNameOfTheDrawing) {
  const TestFolder folder;
  folder.add("in/a/0.jpg", "");
  folder.add("in/1.png", "");
  folder.add("hints/a/0.png", "");
  const auto plan = plan_outputs(list_inputs(std::vector<std::string>{(folder / "in").string()}),
                                 {.hints = folder / "hints"});
  ASSERT_TRUE(plan) << plan.error();
  for (std::size_t item = 0; item < 2; ++item) {
    const bool has_hints = plan->input(item).filename() == "0.jpg";
    EXPECT_EQ(plan->hints(item),
              has_hints ? std::optional(folder / "hints/a/0.png") : std::nullopt);
  }
}

TEST(OutputPlan, OnePictureOfHintsIsForOneDrawing) {
  const TestFolder folder;
  folder.add("0.png", "");
  folder.add("1.png", "");
  folder.add("dots.png", "");
  const auto planned = [&](const std::vector<std::string>& names, const char* hints) {
    std::vector<std::string> inputs;
    for (const auto& name : names) inputs.push_back((folder / name).string());
    return plan_outputs(list_inputs(inputs), {.hints = folder / hints});
  };
  EXPECT_EQ(planned({"0.png"}, "dots.png")->hints(0), folder / "dots.png");
  EXPECT_EQ(planned({"0.png"}, "none.png").error(),
            "--hints " + (folder / "none.png").string() + " does not exist");
  EXPECT_NE(planned({"0.png", "1.png"}, "dots.png").error().find("there are 2 drawings"),
            std::string::npos);
}

}  // namespace
}  // namespace tintflow
