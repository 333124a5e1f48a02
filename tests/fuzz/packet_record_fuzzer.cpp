#include <cstdint>
#include <cstdlib>

#include "io/packet_record.h"

/// Any bytes are a packet or none, and what is read can be written and is then read as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const tintflow::PacketPtr packet = tintflow::packet_of_record({data, size});
  if (!packet) return 0;
  const tintflow::Bytes record = tintflow::packet_record(*packet);
  const tintflow::PacketPtr again = tintflow::packet_of_record(record);
  if (!again || tintflow::packet_record(*again) != record) std::abort();
  return 0;
}
