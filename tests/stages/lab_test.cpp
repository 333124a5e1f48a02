#include "stages/lab.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

cv::Vec3f lab_of(cv::Vec3b color) {
  return to_lab(cv::Mat(1, 1, CV_8UC3, cv::Scalar(color[0], color[1], color[2])))
      .at<cv::Vec3f>(0, 0);
}

void expect_near(cv::Vec3f actual, Lab expected) {
  for (int i = 0; i < 3; ++i) EXPECT_NEAR(actual[i], expected[i], 0.01) << "channel " << i;
}

TEST(ToLab, HasThePublishedValuesOfThePrimaries) {
  expect_near(lab_of({255, 0, 0}), {53.24, 80.09, 67.20});
  expect_near(lab_of({0, 255, 0}), {87.73, -86.18, 83.18});
  expect_near(lab_of({0, 0, 255}), {32.30, 79.19, -107.86});
  expect_near(lab_of({255, 255, 0}), {97.14, -21.55, 94.48});
}

TEST(ToLab, GraysHaveNoChroma) {
  for (const int level : {0, 3, 10, 64, 128, 200, 255}) {
    const cv::Vec3f gray = lab_of(cv::Vec3b::all(static_cast<std::uint8_t>(level)));
    EXPECT_NEAR(gray[1], 0, 1e-3) << level;
    EXPECT_NEAR(gray[2], 0, 1e-3) << level;
  }
  EXPECT_NEAR(lab_of({255, 255, 255})[0], 100, 1e-4);
  EXPECT_NEAR(lab_of({0, 0, 0})[0], 0, 1e-4);
}

TEST(ToLab, TakesEveryPixelAndPartsOfPictures) {
  cv::Mat picture(2, 5, CV_8UC3, cv::Scalar(9, 9, 9));
  picture.at<cv::Vec3b>(0, 2) = {255, 0, 0};
  picture.at<cv::Vec3b>(1, 3) = {0, 0, 255};
  const cv::Mat lab = to_lab(picture(cv::Rect(1, 0, 3, 2)));
  ASSERT_EQ(lab.size(), cv::Size(3, 2));
  expect_near(lab.at<cv::Vec3f>(0, 1), {53.24, 80.09, 67.20});
  expect_near(lab.at<cv::Vec3f>(1, 2), {32.30, 79.19, -107.86});
  EXPECT_EQ(lab.at<cv::Vec3f>(0, 2), lab_of({9, 9, 9}));
}

TEST(Ciede2000, HasThePublishedValues) {
  struct Row {
    Lab one;
    Lab other;
    double difference;
  };
  // Table 1 of Sharma, Wu and Dalal, 2005.
  const Row rows[] = {
      {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
      {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
      {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},
      {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
      {{50, -1.1848, -84.8006}, {50, 0, -82.7485}, 1.0000},
      {{50, -0.9009, -85.5211}, {50, 0, -82.7485}, 1.0000},
      {{50, 0, 0}, {50, -1, 2}, 2.3669},
      {{50, -1, 2}, {50, 0, 0}, 2.3669},
      {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
      {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0010}, 7.1792},
      {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
      {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0012}, 7.2195},
      {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
      {{50, -0.0010, 2.4900}, {50, 0.0010, -2.4900}, 4.8045},
      {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
      {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
      {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
      {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
      {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
      {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
      {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
      {{50, 2.5, 0}, {50, 3.2972, 0}, 1.0000},
      {{50, 2.5, 0}, {50, 1.8634, 0.5757}, 1.0000},
      {{50, 2.5, 0}, {50, 3.2592, 0.3350}, 1.0000},
      {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
      {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
      {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
      {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
      {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
      {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
      {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
      {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
      {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
      {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
  };
  ASSERT_EQ(std::size(rows), 34U);
  for (const Row& row : rows) {
    EXPECT_NEAR(ciede2000(row.one, row.other), row.difference, 1e-4) << row.one << row.other;
    EXPECT_NEAR(ciede2000(row.other, row.one), row.difference, 1e-4) << row.other << row.one;
    EXPECT_EQ(ciede2000(row.one, row.one), 0);
  }
}

TEST(ToLabBytes, IsToLabInEightBits) {
  cv::Mat colors(1, 4, CV_8UC3);
  colors.at<cv::Vec3b>(0, 0) = {255, 255, 255};
  colors.at<cv::Vec3b>(0, 1) = {200, 30, 60};
  colors.at<cv::Vec3b>(0, 2) = {10, 120, 250};
  colors.at<cv::Vec3b>(0, 3) = {0, 0, 0};
  const cv::Mat exact = to_lab(colors);
  const cv::Mat bytes = to_lab_bytes(colors);
  for (int i = 0; i < 4; ++i) {
    const cv::Vec3f lab = exact.at<cv::Vec3f>(0, i);
    const cv::Vec3b stored = bytes.at<cv::Vec3b>(0, i);
    EXPECT_NEAR(stored[0], lab[0] * 255 / 100, 1.5);
    EXPECT_NEAR(stored[1], lab[1] + 128, 1.5);
    EXPECT_NEAR(stored[2], lab[2] + 128, 1.5);
  }
}

}  // namespace
}  // namespace tintflow
