// Writes a TorchScript module in place of Inception's, whose features are the means of the
// channels, because the command-line tests have no PyTorch:
//
//     feature_module FILE

#include <torch/script.h>

int main(int count, char** arguments) {
  if (count != 2) return 2;
  torch::jit::Module module("Features");
  module.define(R"(
def forward(self, pictures, return_features: bool = False):
    return pictures.float().mean([2, 3])
)");
  module.save(arguments[1]);
}
