#include "io/packet_record.h"

#include <algorithm>
#include <new>
#include <type_traits>

#include "io/little_endian.h"

namespace tintflow {
namespace {

/// Takes a record apart from its front.
class RecordReader {
 public:
  explicit RecordReader(std::span<const std::uint8_t> record) : rest_(record) {}

  template <class Integer>
  bool read(Integer& value) {
    if (rest_.size() < sizeof(Integer)) return false;
    value = static_cast<Integer>(little_endian<std::make_unsigned_t<Integer>>(rest_));
    rest_ = rest_.subspan(sizeof(Integer));
    return true;
  }

  /// Bytes behind their number.
  bool read(std::span<const std::uint8_t>& bytes) {
    std::uint32_t size = 0;
    if (!read(size) || rest_.size() < size) return false;
    bytes = rest_.first(size);
    rest_ = rest_.subspan(size);
    return true;
  }

  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  std::span<const std::uint8_t> rest_;
};

void append_bytes(Bytes& record, std::span<const std::uint8_t> bytes) {
  append_little_endian(record, static_cast<std::uint32_t>(bytes.size()));
  record.insert(record.end(), bytes.begin(), bytes.end());
}

bool read_side_data(RecordReader& reader, AVPacket& packet) {
  std::uint32_t type = 0;
  std::span<const std::uint8_t> bytes;
  if (!reader.read(type) || !reader.read(bytes) || type >= AV_PKT_DATA_NB) return false;
  std::uint8_t* copy =
      av_packet_new_side_data(&packet, static_cast<AVPacketSideDataType>(type), bytes.size());
  if (copy == nullptr) return false;
  std::ranges::copy(bytes, copy);
  return true;
}

}  // namespace

Bytes packet_record(const AVPacket& packet) {
  Bytes record;
  for (const std::int64_t time : {packet.pts, packet.dts, packet.duration}) {
    append_little_endian(record, static_cast<std::uint64_t>(time));
  }
  append_little_endian(record, static_cast<std::uint32_t>(packet.flags));
  append_bytes(record, {packet.data, static_cast<std::size_t>(packet.size)});
  for (int i = 0; i < packet.side_data_elems; ++i) {
    const AVPacketSideData& side = packet.side_data[i];
    append_little_endian(record, static_cast<std::uint32_t>(side.type));
    append_bytes(record, {side.data, side.size});
  }
  return record;
}

PacketPtr packet_of_record(std::span<const std::uint8_t> record) {
  auto packet = checked(PacketPtr(av_packet_alloc()));
  RecordReader reader(record);
  std::int64_t start = 0;
  std::int64_t decoding_time = 0;
  std::int64_t duration = 0;
  std::int32_t flags = 0;
  std::span<const std::uint8_t> data;
  if (!reader.read(start) || !reader.read(decoding_time) || !reader.read(duration) ||
      !reader.read(flags) || !reader.read(data)) {
    return nullptr;
  }
  if (av_new_packet(packet.get(), static_cast<int>(data.size())) < 0) throw std::bad_alloc();
  std::ranges::copy(data, packet->data);
  packet->pts = start;
  packet->dts = decoding_time;
  packet->duration = duration;
  packet->flags = flags;
  while (!reader.is_at_end()) {
    if (!read_side_data(reader, *packet)) return nullptr;
  }
  return packet;
}

}  // namespace tintflow
