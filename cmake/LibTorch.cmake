# The wheel's own CMake config asks for a CUDA toolkit, so the two libraries that a CPU program
# links are imported here by hand. Their own run path finds the nvidia/ folder beside torch/.
set(torch_lib "${TINTFLOW_LIBTORCH}/torch/lib")
if(NOT EXISTS "${torch_lib}/libtorch_cpu.so")
  message(FATAL_ERROR
    "LibTorch is not in ${TINTFLOW_LIBTORCH} (no torch/lib/libtorch_cpu.so).\n"
    "Run cmake/setup.sh, or set -DTINTFLOW_LIBTORCH=DIR to the folder that holds torch/, "
    "for example the site-packages folder of an installed PyTorch 2.11.")
endif()

foreach(name c10 torch_cpu)
  add_library(${name} SHARED IMPORTED)
  set_target_properties(${name} PROPERTIES
    IMPORTED_LOCATION "${torch_lib}/lib${name}.so"
    INTERFACE_INCLUDE_DIRECTORIES
      "${TINTFLOW_LIBTORCH}/torch/include;${TINTFLOW_LIBTORCH}/torch/include/torch/csrc/api/include")
endforeach()
target_link_libraries(torch_cpu INTERFACE c10)
