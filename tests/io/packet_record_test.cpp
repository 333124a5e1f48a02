#include "io/packet_record.h"

#include <algorithm>

#include <gmock/gmock.h>

namespace tintflow {
namespace {

PacketPtr packet_with_alpha() {
  PacketPtr packet(av_packet_alloc());
  av_new_packet(packet.get(), 3);
  std::ranges::copy(Bytes{7, 8, 9}, packet->data);
  packet->pts = 40;
  packet->dts = -2;
  packet->duration = 5;
  packet->flags = AV_PKT_FLAG_KEY;
  std::uint8_t* alpha =
      av_packet_new_side_data(packet.get(), AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, 2);
  std::ranges::copy(Bytes{1, 2}, alpha);
  return packet;
}

TEST(PacketRecord, HoldsAllThatAMuxerNeeds) {
  const PacketPtr copy = packet_of_record(packet_record(*packet_with_alpha()));
  ASSERT_NE(copy, nullptr);
  EXPECT_EQ(copy->pts, 40);
  EXPECT_EQ(copy->dts, -2);
  EXPECT_EQ(copy->duration, 5);
  EXPECT_EQ(copy->flags, AV_PKT_FLAG_KEY);
  EXPECT_EQ(Bytes(copy->data, copy->data + copy->size), (Bytes{7, 8, 9}));
  ASSERT_EQ(copy->side_data_elems, 1);
  const AVPacketSideData& side = copy->side_data[0];
  EXPECT_EQ(side.type, AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL);
  EXPECT_EQ(Bytes(side.data, side.data + side.size), (Bytes{1, 2}));
}

TEST(PacketRecord, ThatIsCutOffIsNone) {
  const Bytes record = packet_record(*packet_with_alpha());
  const std::size_t without_side_data = record.size() - 4 - 4 - 2;
  for (std::size_t size = 0; size < record.size(); ++size) {
    const bool is_whole = size == without_side_data;
    EXPECT_EQ(packet_of_record(std::span(record).first(size)) != nullptr, is_whole) << size;
  }
}

TEST(PacketRecord, OfSideDataThatNobodyKnowsIsNone) {
  Bytes record = packet_record(*packet_with_alpha());
  record[record.size() - 10] = AV_PKT_DATA_NB;
  EXPECT_EQ(packet_of_record(record), nullptr);
}

}  // namespace
}  // namespace tintflow
