#include "io/list_inputs.h"

#include <string>

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

Expected<std::vector<InputFile>> list(const std::vector<fs::path>& inputs,
                                      const fs::path& excluded = {}) {
  return list_inputs(inputs, excluded);
}

std::vector<std::string> relative_paths(const Expected<std::vector<InputFile>>& files) {
  if (!files) return {files.error()};
  std::vector<std::string> paths;
  for (const InputFile& file : *files) paths.push_back(file.relative.string());
  return paths;
}

TEST(ListInputs, TakesFilesAsGiven) {
  const TestFolder folder;
  const auto hidden = folder.add("b/.hidden.png", "");
  const auto text = folder.add("notes.txt", "");
  EXPECT_THAT(list({text, hidden}).value(),
              ElementsAre(InputFile{text, {}, "notes.txt"}, InputFile{hidden, {}, ".hidden.png"}));
}

TEST(ListInputs, WalksFoldersInNaturalOrder) {
  const TestFolder folder;
  for (const char* name : {"10.png", "2.png", "b/1.jpg", "a/c/3.webp", "a/20.png", "a/3.png"}) {
    folder.add(name, "");
  }
  const auto files = list({folder.path()});
  EXPECT_THAT(relative_paths(files),
              ElementsAre("2.png", "10.png", "a/3.png", "a/20.png", "a/c/3.webp", "b/1.jpg"));
  EXPECT_EQ(files->front(), (InputFile{folder / "2.png", folder.path(), "2.png"}));
}

TEST(ListInputs, TakesFromFoldersWhatIsOrShouldBeAPicture) {
  const TestFolder folder;
  folder.add("notes.txt", "To do");
  folder.add("broken.png", "not a PNG at all");
  folder.add("scan", bytes_of("P5 1 1 255\n") + bytes(7));
  folder.add("empty", "");
  folder.add(".hidden.png", "");
  folder.add(".thumbnails/1.png", "");
  fs::create_directory(folder / "folder.png");
  ASSERT_EQ(mkfifo((folder / "pipe.png").c_str(), 0600), 0);
  fs::create_symlink("nowhere", folder / "dangling.png");
  EXPECT_THAT(relative_paths(list({folder.path()})), ElementsAre("broken.png", "scan"));
}

TEST(ListInputs, FollowsLinksButNotInCircles) {
  const TestFolder folder;
  folder.add("in/a/1.png", "");
  folder.add("elsewhere/2.png", "");
  fs::create_directory_symlink(folder / "in", folder / "in/a/loop");
  fs::create_directory_symlink(folder / "elsewhere", folder / "in/link");
  fs::create_directory_symlink(folder / "in", folder / "elsewhere/back");
  fs::create_symlink(folder / "elsewhere/2.png", folder / "in/linked.png");
  EXPECT_THAT(relative_paths(list({folder / "in"})),
              ElementsAre("a/1.png", "link/2.png", "linked.png"));
}

TEST(ListInputs, DoesNotReadTheOutputFolderBack) {
  const TestFolder folder;
  folder.add("1.png", "");
  folder.add("out/1.png", "");
  EXPECT_THAT(relative_paths(list({folder.path()}, folder / "out/../out/")), ElementsAre("1.png"));
  EXPECT_THAT(relative_paths(list({folder.path()}, folder / "not there yet")),
              ElementsAre("1.png", "out/1.png"));
  EXPECT_THAT(relative_paths(list({folder / "out"}, folder / "out")), ElementsAre("1.png"))
      << "a folder that was given is read in any case";
}

TEST(ListInputs, KeepsTheOrderOfInputs) {
  const TestFolder folder;
  folder.add("b/1.png", "");
  folder.add("a/2.png", "");
  EXPECT_THAT(relative_paths(list({folder / "b", folder / "a"})), ElementsAre("1.png", "2.png"));
}

TEST(ListInputs, NamesWhatIsMissingOrEmpty) {
  const TestFolder folder;
  folder.add("texts/notes.txt", "To do");
  EXPECT_THAT(list({folder / "nothing"}).error(),
              testing::AllOf(HasSubstr("nothing: "), HasSubstr("No such file")));
  EXPECT_EQ(list({folder / "texts"}).error(),
            (folder / "texts").string() + ": no pictures in this folder");
}

}  // namespace
}  // namespace tintflow
