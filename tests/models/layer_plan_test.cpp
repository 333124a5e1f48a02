#include "models/layer_plan.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ElementsAre;

template <class Value>
std::vector<Value> each(const std::vector<ConvPlan>& plans, Value ConvPlan::*member) {
  std::vector<Value> values;
  for (const ConvPlan& plan : plans) values.push_back(plan.*member);
  return values;
}

TEST(LayerPlan, UNetWidthsArePix2Pixs) {
  const UNetPlan plan = plan_unet({});
  EXPECT_THAT(each(plan.encoder, &ConvPlan::inputs),
              ElementsAre(3, 64, 128, 256, 512, 512, 512, 512));
  EXPECT_THAT(each(plan.encoder, &ConvPlan::outputs),
              ElementsAre(64, 128, 256, 512, 512, 512, 512, 512));
  EXPECT_THAT(each(plan.decoder, &ConvPlan::inputs),
              ElementsAre(128, 256, 512, 1024, 1024, 1024, 1024, 512));
  EXPECT_THAT(each(plan.decoder, &ConvPlan::outputs),
              ElementsAre(3, 64, 128, 256, 512, 512, 512, 512));
}

TEST(LayerPlan, EveryLevelHalvesTheSide) {
  const UNetPlan plan = plan_unet({}, 512);
  EXPECT_THAT(each(plan.encoder, &ConvPlan::side), ElementsAre(512, 256, 128, 64, 32, 16, 8, 4));
  EXPECT_THAT(each(plan.decoder, &ConvPlan::side), ElementsAre(256, 128, 64, 32, 16, 8, 4, 2));
}

TEST(LayerPlan, UNetNormDropoutAndBiasArePix2Pixs) {
  const UNetPlan plan = plan_unet({});
  EXPECT_THAT(each(plan.encoder, &ConvPlan::norm),
              ElementsAre(false, true, true, true, true, true, true, false));
  EXPECT_THAT(each(plan.decoder, &ConvPlan::norm),
              ElementsAre(false, true, true, true, true, true, true, true));
  EXPECT_THAT(each(plan.decoder, &ConvPlan::dropout),
              ElementsAre(false, false, false, false, true, true, true, false));
  EXPECT_THAT(each(plan.encoder, &ConvPlan::bias), testing::Each(false));
  EXPECT_THAT(each(plan.decoder, &ConvPlan::bias),
              ElementsAre(true, false, false, false, false, false, false, false));
}

TEST(LayerPlan, InstanceNormalizationNeedsBiasesEverywhere) {
  GeneratorOptions options;
  options.norm = Norm::instance;
  EXPECT_THAT(each(plan_unet(options).encoder, &ConvPlan::bias), testing::Each(true));
  EXPECT_THAT(each(plan_unet(options).decoder, &ConvPlan::bias), testing::Each(true));
}

TEST(LayerPlan, ZeroDropoutPlansNone) {
  GeneratorOptions options;
  options.dropout = 0;
  EXPECT_THAT(each(plan_unet(options).decoder, &ConvPlan::dropout), testing::Each(false));
}

TEST(LayerPlan, PatchGanWidthsAndStridesArePix2Pixs) {
  const std::vector<ConvPlan> plan = plan_patch_gan({});
  EXPECT_THAT(each(plan, &ConvPlan::inputs), ElementsAre(6, 64, 128, 256, 512));
  EXPECT_THAT(each(plan, &ConvPlan::outputs), ElementsAre(64, 128, 256, 512, 1));
  EXPECT_THAT(each(plan, &ConvPlan::stride), ElementsAre(2, 2, 2, 1, 1));
  EXPECT_THAT(each(plan, &ConvPlan::norm), ElementsAre(false, true, true, true, false));
  EXPECT_THAT(each(plan, &ConvPlan::bias), ElementsAre(false, false, false, false, true));
}

}  // namespace
}  // namespace tintflow
