#include "io/packet_journal.h"

#include <fstream>

#include <gmock/gmock.h>

#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::unique_ptr<PacketJournal> open(const std::filesystem::path& file,
                                    const std::string& job = "a film, crf 18") {
  auto journal = PacketJournal::open(file, job);
  EXPECT_TRUE(journal.has_value()) << journal.error();
  return std::move(*journal);
}

/// A frame and its packet of one byte, both of this time.
void append(PacketJournal& journal, std::int64_t time) {
  const PacketPtr packet(av_packet_alloc());
  av_new_packet(packet.get(), 1);
  packet->data[0] = static_cast<std::uint8_t>(time);
  packet->pts = time;
  EXPECT_TRUE(journal.append_packet(*packet));
  EXPECT_TRUE(journal.append_frame(time));
}

/// Two segments of two frames each, and a third that was not ended.
void append_segments(PacketJournal& journal) {
  EXPECT_TRUE(journal.append_header(Bytes{1, 2}));
  for (std::int64_t frame = 0; frame < 5; ++frame) {
    if (frame > 0 && frame % 2 == 0) {
      EXPECT_TRUE(journal.append_boundary(static_cast<std::uint64_t>(frame)));
    }
    append(journal, frame - 3);
  }
}

/// What a journal holds, in its order.
std::vector<std::string> content_of(const PacketJournal& journal) {
  std::vector<std::string> content;
  const auto replayed = journal.replay(
      {.header = [&](auto bytes) { content.push_back("header " + std::to_string(bytes.size())); },
       .packet =
           [&](const PacketPtr& packet) {
             EXPECT_EQ(packet->data[0], static_cast<std::uint8_t>(packet->pts));
             content.push_back("packet " + std::to_string(packet->pts));
           },
       .frame = [&](std::int64_t time) { content.push_back("frame " + std::to_string(time)); }});
  EXPECT_TRUE(replayed.has_value()) << replayed.error();
  return content;
}

TEST(PacketJournal, GivesBackWhatWasAppendedUpToABoundary) {
  const TestFolder folder;
  append_segments(*open(folder / "packets"));
  const auto journal = open(folder / "packets");
  EXPECT_THAT(journal->boundaries(), ElementsAre(2, 4));
  EXPECT_EQ(journal->first_time(), -3);
  ASSERT_TRUE(journal->keep_until(2));
  EXPECT_THAT(content_of(*journal),
              ElementsAre("header 2", "packet -3", "frame -3", "packet -2", "frame -2"));
  append(*journal, 77);
  ASSERT_TRUE(journal->append_boundary(3));
  EXPECT_THAT(journal->boundaries(), ElementsAre(2, 3));
  EXPECT_EQ(content_of(*journal).size(), 7U);
  EXPECT_THAT(content_of(*open(folder / "other")), IsEmpty());
}

TEST(PacketJournal, GoesOnWhereItWasCut) {
  const TestFolder folder;
  append_segments(*open(folder / "packets"));
  {
    const auto journal = open(folder / "packets");
    ASSERT_TRUE(journal->keep_until(4));
    append(*journal, 50);
    ASSERT_TRUE(journal->append_boundary(6));
  }
  const auto journal = open(folder / "packets");
  EXPECT_THAT(journal->boundaries(), ElementsAre(2, 4, 6));
  ASSERT_TRUE(journal->keep_until(6));
  EXPECT_THAT(content_of(*journal),
              ElementsAre("header 2", "packet -3", "frame -3", "packet -2", "frame -2", "packet -1",
                          "frame -1", "packet 0", "frame 0", "packet 50", "frame 50"));
}

TEST(PacketJournal, HoldsWhatIsWholeOfAFileThatWasCutAnywhere) {
  const TestFolder folder;
  append_segments(*open(folder / "packets"));
  const auto size = std::filesystem::file_size(folder / "packets");
  for (std::uintmax_t cut = 0; cut < size; ++cut) {
    std::filesystem::copy_file(folder / "packets", folder / "cut",
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(folder / "cut", cut);
    const auto journal = open(folder / "cut");
    const std::vector<std::uint64_t> boundaries = journal->boundaries();
    const std::uint64_t last = boundaries.empty() ? 0 : boundaries.back();
    ASSERT_TRUE(journal->keep_until(last));
    EXPECT_EQ(content_of(*journal).size(), last == 0 ? 0 : 1 + 2 * last) << cut;
  }
}

TEST(PacketJournal, EndsBeforeADamagedRecord) {
  const TestFolder folder;
  append_segments(*open(folder / "packets"));
  std::fstream file(folder / "packets", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(-40, std::ios::end);
  file.put('?');
  file.close();
  EXPECT_THAT(open(folder / "packets")->boundaries(), ElementsAre(2, 4));
}

TEST(PacketJournal, ForgetsAnotherJobs) {
  const TestFolder folder;
  append_segments(*open(folder / "packets"));
  const auto journal = open(folder / "packets", "a film, crf 30");
  EXPECT_THAT(journal->boundaries(), IsEmpty());
  EXPECT_EQ(journal->first_time(), std::nullopt);
  append_segments(*journal);
}

TEST(PacketJournal, BelongsToOneRun) {
  const TestFolder folder;
  const auto journal = open(folder / "packets");
  EXPECT_THAT(PacketJournal::open(folder / "packets", "a film, crf 18").error(),
              HasSubstr("another run uses it"));
  EXPECT_THAT(PacketJournal::open(folder / "missing" / "packets", "a film").error(),
              HasSubstr("No such file"));
}

}  // namespace
}  // namespace tintflow
