#include "io/event_message.h"

#include "io/protobuf_message.h"

namespace tintflow {
namespace {

namespace event {
constexpr int wall_time = 1;
constexpr int step = 2;
constexpr int file_version = 3;
constexpr int summary = 5;
constexpr int session_log = 7;
}  // namespace event

namespace session_log {
constexpr int status = 1;
constexpr std::int64_t start = 1;
}  // namespace session_log

namespace summary {
constexpr int value = 1;
constexpr int tag = 1;
constexpr int simple_value = 2;
constexpr int image = 4;
}  // namespace summary

namespace image {
constexpr int height = 1;
constexpr int width = 2;
constexpr int colorspace = 3;
constexpr std::int64_t rgb = 3;
constexpr int encoded = 4;
}  // namespace image

ProtobufMessage event_at(const EventTime& time) {
  ProtobufMessage message;
  message.add_double(event::wall_time, time.wall_time);
  message.add_integer(event::step, time.step);
  return message;
}

Bytes summary_event(const EventTime& time, const ProtobufMessage& value) {
  ProtobufMessage summary;
  summary.add_message(summary::value, value);
  ProtobufMessage message = event_at(time);
  message.add_message(event::summary, summary);
  return message.bytes();
}

}  // namespace

Bytes version_event(double wall_time) {
  ProtobufMessage message;
  message.add_double(event::wall_time, wall_time);
  message.add_text(event::file_version, "brain.Event:2");
  return message.bytes();
}

Bytes start_event(const EventTime& time) {
  ProtobufMessage session;
  session.add_integer(session_log::status, session_log::start);
  ProtobufMessage message = event_at(time);
  message.add_message(event::session_log, session);
  return message.bytes();
}

Bytes scalar_event(const EventTime& time, std::string_view tag, float value) {
  ProtobufMessage scalar;
  scalar.add_text(summary::tag, tag);
  scalar.add_float(summary::simple_value, value);
  return summary_event(time, scalar);
}

Bytes image_event(const EventTime& time, std::string_view tag,
                  std::span<const std::uint8_t> encoded, cv::Size size) {
  ProtobufMessage picture;
  picture.add_integer(image::height, size.height);
  picture.add_integer(image::width, size.width);
  picture.add_integer(image::colorspace, image::rgb);
  picture.add_bytes(image::encoded, encoded);
  ProtobufMessage value;
  value.add_text(summary::tag, tag);
  value.add_message(summary::image, picture);
  return summary_event(time, value);
}

}  // namespace tintflow
