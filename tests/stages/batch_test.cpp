#include "stages/batch.h"

#include <gtest/gtest.h>

#include "stages/normalize.h"

namespace tintflow {
namespace {

Sample normalized_sample(std::uint64_t index, cv::Scalar input, cv::Scalar target) {
  Sample sample;
  sample.id = {index, index};
  sample.input = cv::Mat(4, 4, CV_8UC3, input);
  sample.target = cv::Mat(4, 4, CV_8UC3, target);
  return *Normalize()(sample);
}

TEST(BufferPool, GivesAReturnedBufferAgain) {
  const BufferPool pool;
  Buffer first = pool.take(12);
  const float* block = first->data();
  first.reset();
  EXPECT_EQ(pool.take(12)->data(), block);
}

TEST(BufferPool, NeverSharesABufferInUse) {
  const BufferPool pool;
  const Buffer first = pool.take(12);
  const Buffer second = pool.take(12);
  EXPECT_NE(first->data(), second->data());
}

TEST(BufferPool, GivesReturnedBytesAgain) {
  const BufferPool pool;
  ByteBuffer first = pool.take_bytes(12);
  const std::uint8_t* block = first->data();
  first.reset();
  EXPECT_EQ(pool.take_bytes(12)->data(), block);
}

TEST(BufferPool, KeepsSizesApart) {
  const BufferPool pool;
  pool.take(12).reset();
  EXPECT_EQ(pool.take(24)->size(), 24U);
  EXPECT_EQ(pool.take(12)->size(), 12U);
}

TEST(BufferPool, BuffersOutliveIt) {
  Buffer buffer;
  {
    const BufferPool pool;
    buffer = pool.take(3);
  }
  buffer->at(2) = 1;
  buffer.reset();
}

TEST(MakeBatch, LaysPicturesOneAfterTheOther) {
  const BufferPool pool;
  const Batch batch = make_batch({normalized_sample(0, {255, 0, 0}, {0, 0, 255}),
                                  normalized_sample(1, {0, 255, 0}, {255, 255, 255})},
                                 pool);
  ASSERT_EQ(batch.count(), 2);
  EXPECT_EQ(batch.side, 4);
  ASSERT_EQ(batch.input->size(), 2U * 4 * 4 * 3);
  EXPECT_FLOAT_EQ(batch.input->at(0), 1.0F);
  EXPECT_FLOAT_EQ(batch.input->at(1), -1.0F);
  EXPECT_FLOAT_EQ(batch.input->at(4 * 4 * 3 + 1), 1.0F);
  EXPECT_FLOAT_EQ(batch.target->at(2), 1.0F);
  EXPECT_FLOAT_EQ(batch.target->at(4 * 4 * 3), 1.0F);
}

TEST(MakeBatch, HoldsBytesOfSamplesThatAreNotNormalized) {
  const BufferPool pool;
  Sample first;
  first.input = cv::Mat(4, 4, CV_8UC3, cv::Scalar(1, 2, 3));
  first.target = cv::Mat(4, 4, CV_8UC3, cv::Scalar(4, 5, 6));
  Sample second;
  second.input = cv::Mat(4, 4, CV_8UC3, cv::Scalar(7, 8, 9));
  second.target = cv::Mat(4, 4, CV_8UC3, cv::Scalar(10, 11, 255));
  const Batch batch = make_batch({first, second}, pool);
  EXPECT_EQ(batch.input, nullptr);
  EXPECT_EQ(batch.target, nullptr);
  ASSERT_EQ(batch.input_bytes->size(), 2U * 4 * 4 * 3);
  ASSERT_EQ(batch.target_bytes->size(), 2U * 4 * 4 * 3);
  EXPECT_EQ(batch.input_bytes->at(1), 2);
  EXPECT_EQ(batch.input_bytes->at(4 * 4 * 3), 7);
  EXPECT_EQ(batch.target_bytes->at(4 * 4 * 3 - 1), 6);
  EXPECT_EQ(batch.target_bytes->back(), 255);
}

TEST(MakeBatch, HasNoTargetWhenColorizing) {
  const BufferPool pool;
  Sample sample = normalized_sample(0, {1, 2, 3}, {});
  sample.target.release();
  EXPECT_EQ(make_batch({sample}, pool).target, nullptr);
}

TEST(MakeBatch, NumbersRegionsThroughTheBatch) {
  Sample first = normalized_sample(0, {}, {});
  first.regions = cv::Mat(4, 4, CV_32S, cv::Scalar(1));
  first.regions.at<int>(0, 0) = 0;
  first.regions.at<int>(3, 3) = 2;
  Sample second = normalized_sample(1, {}, {});
  second.regions = first.regions.clone();
  const Batch batch = make_batch({first, second}, BufferPool());
  ASSERT_TRUE(batch.regions);
  ASSERT_EQ(batch.regions->size(), 2U * 4 * 4);
  EXPECT_EQ(batch.region_count, 4);
  EXPECT_EQ(batch.regions->at(0), 0);
  EXPECT_EQ(batch.regions->at(1), 1);
  EXPECT_EQ(batch.regions->at(15), 2);
  EXPECT_EQ(batch.regions->at(16), 0);
  EXPECT_EQ(batch.regions->at(17), 3);
  EXPECT_EQ(batch.regions->at(31), 4);
}

TEST(MakeBatch, HasNeitherRegionsNorHintsWhereNoStageMadeAny) {
  const Batch batch = make_batch({normalized_sample(0, {}, {})}, BufferPool());
  EXPECT_EQ(batch.regions, nullptr);
  EXPECT_EQ(batch.hints, nullptr);
}

TEST(MakeBatch, GivesZerosToSamplesWithoutHintsBesideOthers) {
  const BufferPool pool;
  pool.take(2U * 4 * 4 * 4)->assign(2U * 4 * 4 * 4, 9.0F);
  Sample hinted = normalized_sample(1, {}, {});
  hinted.hints = cv::Mat(4, 4, CV_32FC4, cv::Scalar(-0.5, 0.25, 1, 1));
  const Batch batch = make_batch({normalized_sample(0, {}, {}), hinted}, pool);
  ASSERT_TRUE(batch.hints);
  ASSERT_EQ(batch.hints->size(), 2U * 4 * 4 * 4);
  EXPECT_EQ(batch.hints->at(0), 0);
  EXPECT_EQ(batch.hints->at(63), 0);
  EXPECT_EQ(batch.hints->at(64), -0.5F);
  EXPECT_EQ(batch.hints->at(127), 1);
}

TEST(PictureAt, InvertsNormalizeForEveryLevel) {
  cv::Mat levels(16, 16, CV_8UC3);
  for (int i = 0; i < 256; ++i) {
    const auto level = static_cast<unsigned char>(i);
    levels.at<cv::Vec3b>(i / 16, i % 16) =
        cv::Vec3b(level, static_cast<unsigned char>(255 - i), level);
  }
  Sample sample;
  sample.input = levels;
  const BufferPool pool;
  const Batch batch = make_batch({*Normalize()(sample)}, pool);
  EXPECT_EQ(cv::norm(picture_at(batch.input, 16, 0), levels, cv::NORM_INF), 0);
}

TEST(PictureAt, ClampsWhatLeavesTheRange) {
  const auto buffer = std::make_shared<std::vector<float>>(std::vector<float>{-1.5F, 0.0F, 7.0F});
  EXPECT_EQ(picture_at(buffer, 1, 0).at<cv::Vec3b>(0, 0), cv::Vec3b(0, 128, 255));
}

TEST(Unbatch, ReturnsEachSampleWithItsOwnPicture) {
  const BufferPool pool;
  const Batch batch = make_batch({normalized_sample(5, {10, 20, 30}, {1, 2, 3}),
                                  normalized_sample(6, {40, 50, 60}, {4, 5, 6})},
                                 pool);
  const std::vector<Colored> colored = unbatch(batch, batch.target);
  ASSERT_EQ(colored.size(), 2U);
  EXPECT_EQ(colored[0].sample.id.index, 5U);
  EXPECT_EQ(colored[1].sample.id.index, 6U);
  EXPECT_EQ(colored[0].color.at<cv::Vec3b>(3, 3), cv::Vec3b(1, 2, 3));
  EXPECT_EQ(colored[1].color.at<cv::Vec3b>(0, 0), cv::Vec3b(4, 5, 6));
  EXPECT_EQ(colored[1].sample.input.at<cv::Vec3b>(0, 0), cv::Vec3b(40, 50, 60));
}

}  // namespace
}  // namespace tintflow
