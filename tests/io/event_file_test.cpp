#include "io/event_file.h"

#include <gmock/gmock.h>

#include "io/errors.h"
#include "io/event_message.h"
#include "tests/io/event_records.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

TEST(EventFile, HoldsWhatWasAddedInItsOrder) {
  const TestFolder folder;
  EventFile file(folder.path(), 7);
  EXPECT_THAT(file.path().filename().string(), StartsWith("events.out.tfevents."));
  file.add_scalar(7, "loss", 0.5);
  file.add_image(8, "panel", Bytes(1000, 3), {20, 10});
  EXPECT_THAT(timeless_events_of(file.path()),
              ElementsAre(timeless(version_event(0)), timeless(start_event({0, 7})),
                          timeless(scalar_event({0, 7}, "loss", 0.5F)),
                          timeless(image_event({0, 8}, "panel", Bytes(1000, 3), {20, 10}))));
}

TEST(EventFile, IsWholeAfterEveryAddition) {
  const TestFolder folder;
  EventFile file(folder.path(), 1);
  for (std::size_t count = 2; count < 5; ++count) {
    EXPECT_EQ(timeless_events_of(file.path()).size(), count);
    file.add_scalar(1, "loss", 0.5);
  }
}

TEST(EventFile, SortsBehindThoseThatAreThere) {
  const TestFolder folder;
  folder.add("events.out.tfevents.9000000000.host.1", "");  // of a clock that went ahead
  folder.add("events.out.tfevents.12.host.1", "");
  folder.add("log.csv", "");
  const EventFile second(folder.path(), 1);
  const EventFile third(folder.path(), 1);
  EXPECT_THAT(second.path().filename().string(), StartsWith("events.out.tfevents.9000000001."));
  EXPECT_THAT(third.path().filename().string(), StartsWith("events.out.tfevents.9000000002."));
}

TEST(EventFile, MakesItsFolder) {
  const TestFolder folder;
  EXPECT_TRUE(exists(EventFile(folder / "runs/first", 1).path()));
}

TEST(EventFile, ThrowsWhereItCannotWrite) {
  const TestFolder folder;
  folder.add("file", "x");
  EXPECT_THROW(EventFile(folder / "file" / "run", 1), FatalError);
}

}  // namespace
}  // namespace tintflow
