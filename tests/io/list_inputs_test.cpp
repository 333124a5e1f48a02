#include "io/list_inputs.h"

#include <climits>
#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "io/file_descriptor.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

InputList list(const std::vector<fs::path>& inputs, const fs::path& excluded = {}) {
  std::vector<std::string> names;
  for (const fs::path& input : inputs) names.push_back(input.string());
  return list_inputs(names, excluded);
}

std::vector<std::string> names(const InputList& list) {
  std::vector<std::string> names;
  for (const InputFile& file : list.files) names.push_back(file.name);
  return names;
}

TEST(ListInputs, TakesFilesAsGiven) {
  const TestFolder folder;
  const auto hidden = folder.add("b/.hidden.png", "");
  const auto text = folder.add("notes.txt", "");
  const InputList found = list({text, hidden});
  EXPECT_THAT(names(found), ElementsAre("notes.txt", ".hidden.png"));
  EXPECT_EQ(found.path_of(found.files[0]), text);
  EXPECT_EQ(found.path_of(found.files[1]), hidden);
  EXPECT_FALSE(found.roots[0].is_tree);
  EXPECT_THAT(found.problems, IsEmpty());
}

TEST(ListInputs, FilesOfAFolderShareItsRoot) {
  const TestFolder folder;
  const InputList found =
      list({folder.add("a/1.png", ""), folder.add("b/2.png", ""), folder.add("a/3.png", "")});
  ASSERT_EQ(found.roots.size(), 2U);
  EXPECT_EQ(found.roots[0].folder, folder / "a");
  EXPECT_EQ(found.files[2].root, 0U);
}

TEST(ListInputs, WalksFoldersInNaturalOrder) {
  const TestFolder folder;
  for (const char* name : {"10.png", "2.png", "b/1.jpg", "a/c/3.webp", "a/20.png", "a/3.png"}) {
    folder.add(name, "");
  }
  const InputList found = list({folder.path()});
  EXPECT_THAT(names(found),
              ElementsAre("2.png", "10.png", "a/3.png", "a/20.png", "a/c/3.webp", "b/1.jpg"));
  EXPECT_EQ(found.path_of(found.files[4]), folder / "a/c/3.webp");
  EXPECT_TRUE(found.roots[0].is_tree);
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
  fs::create_symlink("pipe.png", folder / "linked pipe.png");
  fs::create_symlink("/dev/zero", folder / "device.png");
  const InputList found = list({folder.path()});
  EXPECT_THAT(names(found), ElementsAre("broken.png", "scan"));
  EXPECT_THAT(found.problems, IsEmpty());
}

TEST(ListInputs, ListsPictureLinksToNothingSoThatReadingNamesThem) {
  const TestFolder folder;
  fs::create_symlink("nowhere", folder / "dangling.png");
  fs::create_symlink("nowhere", folder / "dangling");
  fs::create_symlink("loop.png", folder / "loop.png");
  EXPECT_THAT(names(list({folder.path()})), ElementsAre("dangling.png", "loop.png"));
}

TEST(ListInputs, KeepsNamesByteForByte) {
  const TestFolder folder;
  const std::vector<std::string> odd = {" lead \"quote\" 'q'.png", "100%s.png", "a\nb.png",
                                        "\xff\xfe.png"};
  for (const std::string& name : odd) folder.add(name, "");
  EXPECT_EQ(names(list({folder.path()})), odd);
}

TEST(ListInputs, FollowsLinksButNotInCircles) {
  const TestFolder folder;
  folder.add("in/a/1.png", "");
  folder.add("elsewhere/2.png", "");
  fs::create_directory_symlink(folder / "in", folder / "in/a/loop");
  fs::create_directory_symlink(folder / "elsewhere", folder / "in/link");
  fs::create_directory_symlink(folder / "in", folder / "elsewhere/back");
  fs::create_symlink(folder / "elsewhere/2.png", folder / "in/linked.png");
  const InputList found = list({folder / "in"});
  EXPECT_THAT(names(found), ElementsAre("a/1.png", "link/2.png", "linked.png"));
  EXPECT_FALSE(found.files[1].is_link);
  EXPECT_TRUE(found.files[2].is_link);
}

TEST(ListInputs, DoesNotReadTheOutputFolderBack) {
  const TestFolder folder;
  folder.add("1.png", "");
  folder.add("out/1.png", "");
  EXPECT_THAT(names(list({folder.path()}, folder / "out/../out/")), ElementsAre("1.png"));
  EXPECT_THAT(names(list({folder.path()}, folder / "not there yet")),
              ElementsAre("1.png", "out/1.png"));
  EXPECT_THAT(names(list({folder / "out"}, folder / "out")), ElementsAre("1.png"))
      << "a folder that was given is read in any case";
}

TEST(ListInputs, NamesAFolderThatCannotBeReadAndListsTheRest) {
  const TestFolder folder;
  folder.add("in/a.png", "");
  // Permissions do not keep root out, but no path may be longer than PATH_MAX.
  const std::string name(255, 'x');
  FileDescriptor deep(::open((folder / "in").c_str(), O_RDONLY | O_DIRECTORY));
  for (int length = 0; length <= PATH_MAX; length += 256) {
    ASSERT_EQ(mkdirat(deep.number(), name.c_str(), 0700), 0);
    deep = FileDescriptor(::openat(deep.number(), name.c_str(), O_RDONLY | O_DIRECTORY));
  }
  const InputList found = list({folder / "in"});
  EXPECT_THAT(names(found), ElementsAre("a.png"));
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_THAT(found.problems[0].input, testing::StartsWith((folder / "in" / name).string()));
  EXPECT_EQ(found.problems[0].reason, "cannot read this folder: File name too long");
}

TEST(ListInputs, KeepsTheOrderOfInputs) {
  const TestFolder folder;
  folder.add("b/1.png", "");
  folder.add("a/2.png", "");
  EXPECT_THAT(names(list({folder / "b", folder / "a"})), ElementsAre("1.png", "2.png"));
}

TEST(ListInputs, NamesVideosInsteadOfListingThem) {
  const TestFolder folder;
  folder.add("in/1.png", "");
  const auto film = folder.add("in/film.mp4", std::string("\0\0\0\x20", 4) + "ftypisom");
  const std::string reason = "is a video: color it by itself, by 'colorize' and its name";
  for (const auto& input : {folder / "in", film}) {
    const InputList found = list({input});
    EXPECT_EQ(found.files.size(), input == film ? 0U : 1U);
    EXPECT_THAT(found.problems, ElementsAre(InputProblem{film.string(), reason}));
  }
}

TEST(ListInputs, NamesWhatCannotBeUsedAndListsTheRest) {
  const TestFolder folder;
  folder.add("texts/notes.txt", "To do");
  folder.add("a.png", "");
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  fs::create_symlink("loop", folder / "loop");
  const std::string pipe =
      "is a pipe, socket or device, not a regular file: copy it to a file first";
  const InputList found = list({folder / "nothing", folder / "texts", folder / "a.png",
                                folder / "pipe", "/dev/null", folder / "loop"});
  EXPECT_THAT(names(found), ElementsAre("a.png"));
  EXPECT_THAT(
      found.problems,
      ElementsAre(InputProblem{(folder / "nothing").string(), "no such file or folder"},
                  InputProblem{(folder / "texts").string(), "no pictures in this folder"},
                  InputProblem{(folder / "pipe").string(), pipe}, InputProblem{"/dev/null", pipe},
                  InputProblem{(folder / "loop").string(),
                               "cannot be used: Too many levels of symbolic links"}));
}

}  // namespace
}  // namespace tintflow
