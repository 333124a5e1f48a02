#include "cli/train_options.h"

#include "cli/learning_options.h"

namespace po = boost::program_options;

namespace tintflow {

CommandLine describe(TrainOptions& values) {
  po::options_description run("Run");
  run.add_options()  //
      ("run", po::value(&values.run_folder)->default_value(values.run_folder),
       "folder for all that the run writes")                                                //
      ("resume", po::bool_switch(&values.resume), "go on where the run in --run stopped")   //
      ("epochs", po::value(&values.epochs)->default_value(values.epochs), "epochs in all")  //
      ("max-minutes", po::value(&values.max_minutes)->default_value(values.max_minutes),
       "save and stop after this time; 0 for no limit")  //
      ("save-minutes", po::value(&values.save_minutes)->default_value(values.save_minutes),
       "write a checkpoint whenever this time is over, too; 0 for none between epochs")  //
      ("keep", po::value(&values.keep)->default_value(values.keep),
       "checkpoints to keep, beside the best")  //
      ("panel-samples", po::value(&values.panel_samples)->default_value(values.panel_samples),
       "rows of the panel picture of each epoch")  //
      ("data", po::value(&values.data_description),
       "description of the data, kept in the model")  //
      ("license", po::value(&values.license), "license of the model, kept in it");

  po::options_description data("Pairs");
  data.add_options()  //
      ("pair-layout", po::value(&values.pair_layout)->default_value(values.pair_layout),
       "color-sketch or sketch-color: which half is left")  //
      ("size", po::value(&values.size)->default_value(values.size),
       "side in pixels of the square that the networks see")  //
      ("load-size", po::value(&values.load_size)->default_value(values.load_size),
       "side that pairs are resized to before the random crop to --size")  //
      ("max-pixels", po::value(&values.max_pixels)->default_value(values.max_pixels),
       "refuse pictures with more pixels than this")                                   //
      ("flip", po::value(&values.flip), "chance of a left-right flip")                 //
      ("rotation", po::value(&values.rotation), "random rotation, degrees each way")   //
      ("shear", po::value(&values.shear), "random shear, degrees each way")            //
      ("zoom", po::value(&values.zoom), "random zoom, share of the size each way")     //
      ("shift", po::value(&values.shift), "random shift, share of the side each way")  //
      ("noise", po::value(&values.noise),
       "largest deviation of Gaussian noise on the drawing, of 255");

  po::options_description options;
  options.add(run).add(data).add(describe_learning(values)).add(describe(values.common));
  return {
      .synopsis = "train PAIRS [--run DIR] [options]",
      .description =
          "Trains a generator on pictures that hold colored picture and drawing side by side:\n"
          "PAIRS/train/* to train on and PAIRS/val/* to validate with, or pictures in PAIRS "
          "itself.\n"
          "Ctrl-C saves and stops; --resume goes on. DIR gets report.html, log.csv, options.json,\n"
          "panels/, checkpoints/, event files for TensorBoard, and generator.safetensors, the "
          "best\n"
          "generator so far, for 'colorize --model'.",
      .examples =
          "tintflow train pairs/ --run runs/first\n"
          "tintflow train pairs/ --run runs/first --resume\n"
          "tintflow train pairs/ --preset paper --epochs 50 --batch-size 1\n"
          "tintflow train pairs/ --ngf 32 --max-minutes 60 --json\n",
      .options = options,
      .positional = "pairs",
      .positional_value = po::value(&values.pairs),
  };
}

}  // namespace tintflow
