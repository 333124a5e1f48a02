#include "io/expand_inputs.h"

#include <fcntl.h>
#include <gmock/gmock.h>

#include "io/file_descriptor.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ExpandedInputs expand(const std::vector<std::string>& arguments) {
  const FileDescriptor nothing(::open("/dev/null", O_RDONLY));
  return expand_inputs(arguments, nothing.number());
}

/// The argument that names a list.
std::string list_at(const std::filesystem::path& file) {
  return std::string(1, '@').append(file.string());
}

TEST(ExpandInputs, PathsStandForThemselves) {
  EXPECT_THAT(expand({"a b.png", "sketches/", "100%.png"}).paths,
              ElementsAre("a b.png", "sketches/", "100%.png"));
}

TEST(ExpandInputs, AListHasAPathALine) {
  const TestFolder folder;
  const std::string list = list_at(folder.add("list", "a b.png\n\n*.png\r\n@c\nlast"));
  EXPECT_THAT(expand({"first", list, "end"}).paths,
              ElementsAre("first", "a b.png", "*.png", "@c", "last", "end"));
}

TEST(ExpandInputs, AListWithNulBytesIsSeparatedByThem) {
  const TestFolder folder;
  const std::string content("a\nb.png\0\0\xff.png\r\0last", 20);
  const std::string list = list_at(folder.add("list", content));
  EXPECT_THAT(expand({list}).paths, ElementsAre("a\nb.png", "\xff.png\r", "last"));
}

TEST(ExpandInputs, AListComesFromStandardInput) {
  const TestFolder folder;
  const FileDescriptor list(::open(folder.add("list", "a\nb\n").c_str(), O_RDONLY));
  EXPECT_THAT(expand_inputs(std::vector<std::string>{"@-"}, list.number()).paths,
              ElementsAre("a", "b"));
}

TEST(ExpandInputs, PatternsMatchInNaturalOrder) {
  const TestFolder folder;
  for (const char* name : {"10.png", "2.png", "2.jpg", ".3.png"}) folder.add(name, "");
  EXPECT_THAT(expand({(folder / "*.png").string()}).paths,
              ElementsAre((folder / "2.png").string(), (folder / "10.png").string()));
  EXPECT_THAT(expand({(folder / "?.[jp]*").string()}).paths,
              ElementsAre((folder / "2.jpg").string(), (folder / "2.png").string()));
}

TEST(ExpandInputs, AnExistingNameIsNoPattern) {
  const TestFolder folder;
  folder.add("1.png", "");
  const std::string literal = folder.add("[1].png", "").string();
  EXPECT_THAT(expand({literal}).paths, ElementsAre(literal));
}

TEST(ExpandInputs, NamesListsAndPatternsThatGiveNothing) {
  const TestFolder folder;
  const std::string pattern = (folder / "*.png").string();
  const std::string list = list_at(folder / "absent");
  const ExpandedInputs expanded = expand({pattern, list, list_at(folder.path())});
  EXPECT_THAT(expanded.paths, IsEmpty());
  EXPECT_THAT(expanded.problems,
              ElementsAre(InputProblem{pattern, "nothing matches this pattern"},
                          InputProblem{list, "cannot read the list: No such file or directory"},
                          InputProblem{list_at(folder.path()), "cannot be read: Is a directory"}));
}

}  // namespace
}  // namespace tintflow
