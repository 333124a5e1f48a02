#include "models/feature_extractor.h"

#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <torch/script.h>

#include "io/errors.h"

namespace tintflow {
namespace {

class FeatureExtractorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    file_ = std::filesystem::path(::testing::TempDir()) /
            (std::string("features_") + test->name() + ".pt");
  }
  void TearDown() override { std::filesystem::remove(file_); }

  /// Writes a module whose forward() is this TorchScript.
  void write_module(const std::string& forward) {
    torch::jit::Module module("Features");
    module.define(forward);
    module.save(file_.string());
  }

  [[nodiscard]] FeatureExtractor load() const { return load_feature_extractor(file_.string(), {}); }

  [[nodiscard]] std::string error() const {
    try {
      static_cast<void>(load());
    } catch (const WeightsError& error) {
      return error.what();
    }
    return "none";
  }

  std::filesystem::path file_;
};

constexpr const char* mean_of_channels = R"(
def forward(self, pictures):
    return pictures.float().mean([2, 3])
)";

TEST_F(FeatureExtractorTest, GivesARowForEachPicture) {
  write_module(mean_of_channels);
  cv::Mat halves(4, 6, CV_8UC3, cv::Scalar(10, 20, 30));
  halves.rowRange(0, 2).setTo(cv::Scalar(30, 20, 255));
  const cv::Mat pictures[] = {cv::Mat(4, 6, CV_8UC3, cv::Scalar(1, 2, 3)), halves};
  const cv::Mat rows = load()(pictures);
  ASSERT_EQ(rows.size(), cv::Size(3, 2));
  EXPECT_EQ(cv::Vec3f(rows.ptr<float>(0)), cv::Vec3f(1, 2, 3));
  EXPECT_EQ(cv::Vec3f(rows.ptr<float>(1)), cv::Vec3f(20, 20, 142.5));
}

TEST_F(FeatureExtractorTest, TakesPartsOfPictures) {
  write_module(mean_of_channels);
  cv::Mat whole(8, 8, CV_8UC3, cv::Scalar(255, 255, 255));
  whole(cv::Rect(2, 2, 3, 3)).setTo(cv::Scalar(9, 8, 7));
  const cv::Mat part[] = {whole(cv::Rect(2, 2, 3, 3))};
  EXPECT_EQ(cv::Vec3f(load()(part).ptr<float>(0)), cv::Vec3f(9, 8, 7));
}

TEST_F(FeatureExtractorTest, AsksForFeaturesWhereTheModuleCanGiveMore) {
  write_module(R"(
def forward(self, pictures, return_features: bool = False):
    mean = pictures.float().mean([1, 2, 3], keepdim=True)
    if return_features:
        return mean
    return mean.expand(-1, 7, -1, -1)
)");
  const cv::Mat picture[] = {cv::Mat(4, 4, CV_8UC3, cv::Scalar(1, 2, 3))};
  const cv::Mat rows = load()(picture);
  ASSERT_EQ(rows.size(), cv::Size(1, 1));
  EXPECT_EQ(rows.at<float>(0, 0), 2);
}

TEST_F(FeatureExtractorTest, ServesManyThreads) {
  write_module(mean_of_channels);
  const FeatureExtractor extractor = load();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&extractor, i] {
      for (int k = 0; k < 20; ++k) {
        const cv::Mat picture[] = {cv::Mat(8, 8, CV_8UC3, cv::Scalar(i, k, 7))};
        EXPECT_EQ(cv::Vec3f(extractor(picture).ptr<float>(0)), cv::Vec3f(i, k, 7));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(FeatureExtractorTest, RefusesWhatIsNoModule) {
  EXPECT_NE(error().find("cannot be used as a TorchScript module"), std::string::npos) << "absent";
  std::ofstream(file_) << "no module";
  EXPECT_NE(error().find("cannot be used as a TorchScript module"), std::string::npos);
}

TEST_F(FeatureExtractorTest, RefusesModulesThatGiveNoRows) {
  write_module("def forward(self, pictures):\n    return pictures.float().mean([0, 2, 3])\n");
  EXPECT_NE(error().find("Dimension out of range"), std::string::npos) << error();
  write_module(
      "def forward(self, pictures):\n    return pictures.float().mean([0, 2, 3]).reshape(1, 3)\n");
  EXPECT_NE(error().find("does not return a row of features"), std::string::npos) << error();
}

TEST_F(FeatureExtractorTest, RefusesModulesThatFail) {
  write_module("def forward(self, pictures):\n    assert False, \"never\"\n    return pictures\n");
  EXPECT_NE(error().find("fails on a picture"), std::string::npos) << error();
}

}  // namespace
}  // namespace tintflow
