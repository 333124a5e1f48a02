#include "pipeline/options_file.h"

#include <gmock/gmock.h>

#include "io/errors.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::FieldsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;

RunSettings some_settings() {
  return {.version = "1.2",
          .pairs_folder = "pairs",
          .training_pairs = 8,
          .validation_pairs = 3,
          .options = {{"lr", 2e-4}, {"preset", "default"}, {"run", "first"}, {"seed", 0}},
          .given = {"run"}};
}

TEST(OptionsFile, HoldsTheSettingsAndTheTimeOfTheStart) {
  const TestFolder folder;
  write_settings(folder / "options.json", some_settings());
  const Json json = read_settings(folder / "options.json").value();
  EXPECT_EQ(json["version"], "1.2");
  EXPECT_EQ(json["data"],
            Json({{"folder", "pairs"}, {"training_pairs", 8}, {"validation_pairs", 3}}));
  EXPECT_EQ(json["options"], some_settings().options);
  EXPECT_EQ(json["given"], Json({"run"}));
  EXPECT_THAT(json["started"].get<std::string>(),
              MatchesRegex("20..-[01].-[0-3].T[0-2].:[0-5].:[0-6].Z"));
  EXPECT_FALSE(json.contains("resumed"));
}

TEST(OptionsFile, TellsWhatAResumedRunHasOtherwise) {
  const TestFolder folder;
  const auto file = folder / "options.json";
  write_settings(file, some_settings());
  const std::string started = read_settings(file).value()["started"];

  RunSettings other = some_settings();
  other.training_pairs = 9;
  other.options["lr"] = 1e-4;
  other.options["preset"] = "paper";
  other.options["run"] = "moved";
  other.options["new-option"] = 5;
  other.options.erase("seed");
  EXPECT_THAT(
      update_settings(file, other, {"run"}).value(),
      ElementsAre(FieldsAre("training_pairs", "8", "9"), FieldsAre("lr", "0.0002", "0.0001"),
                  FieldsAre("preset", "\"default\"", "\"paper\"")));

  const Json json = read_settings(file).value();
  EXPECT_EQ(json["options"], other.options);
  EXPECT_EQ(json["started"], started);
  ASSERT_EQ(json["resumed"].size(), 1U);
  EXPECT_EQ(json["resumed"][0]["changes"]["lr"], Json({{"before", 2e-4}, {"now", 1e-4}}));
}

TEST(OptionsFile, ComparesWithTheLastResumption) {
  const TestFolder folder;
  const auto file = folder / "options.json";
  write_settings(file, some_settings());
  RunSettings other = some_settings();
  other.options["lr"] = 1e-4;
  EXPECT_EQ(update_settings(file, other, {}).value().size(), 1U);
  EXPECT_THAT(update_settings(file, other, {}).value(), IsEmpty());
  const Json json = read_settings(file).value();
  ASSERT_EQ(json["resumed"].size(), 2U);
  EXPECT_EQ(json["resumed"][1]["changes"], Json::object());
}

TEST(OptionsFile, SaysWhyItCannotCompareAndHoldsTheSettingsNevertheless) {
  const TestFolder folder;
  const auto file = folder / "options.json";
  EXPECT_FALSE(update_settings(file, some_settings(), {}));
  EXPECT_TRUE(read_settings(file));
  for (const char* damaged : {"", "{", "[]", R"({"data": {}, "options": 3})"}) {
    folder.add("options.json", damaged);
    const auto changes = update_settings(file, some_settings(), {});
    ASSERT_FALSE(changes) << damaged;
    EXPECT_THAT(changes.error(), HasSubstr("not what 'tintflow train' writes"));
    EXPECT_TRUE(read_settings(file));
  }
}

TEST(OptionsFile, HoldsNamesThatAreNotUtf8) {
  const TestFolder folder;
  RunSettings settings = some_settings();
  settings.pairs_folder = "p\xff";
  settings.options["data"] = "d\xff";
  write_settings(folder / "options.json", settings);
  EXPECT_THAT(update_settings(folder / "options.json", settings, {}).value(), IsEmpty());
}

TEST(OptionsFile, ThrowsWhereItCannotBeWritten) {
  const TestFolder folder;
  folder.add("file", "x");
  EXPECT_THROW(write_settings(folder / "file" / "options.json", some_settings()), FatalError);
}

}  // namespace
}  // namespace tintflow
