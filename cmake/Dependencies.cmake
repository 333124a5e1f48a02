find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(TBB 2021.8 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(tl-expected 1.0 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
if(TINTFLOW_WITH_LIBTORCH)  # models/ and cli/ alone need these
  find_package(Boost 1.74 REQUIRED COMPONENTS program_options)
  find_package(spdlog 1.10 REQUIRED)
endif()

pkg_check_modules(jpeg REQUIRED IMPORTED_TARGET libjpeg)
pkg_check_modules(spng REQUIRED IMPORTED_TARGET spng)
pkg_check_modules(isal REQUIRED IMPORTED_TARGET libisal)
pkg_check_modules(deflate REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(webp REQUIRED IMPORTED_TARGET libwebp libwebpdemux libwebpmux)
pkg_check_modules(jxl REQUIRED IMPORTED_TARGET libjxl)
pkg_check_modules(lcms2 REQUIRED IMPORTED_TARGET lcms2)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(ffmpeg REQUIRED IMPORTED_TARGET libavformat libavcodec libavutil libswscale)

# Debian keeps OpenCVConfig.cmake in libopencv-dev, which pulls in 139 more libraries, so the modules
# that are used are imported here.
find_path(OPENCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
foreach(module core imgproc video)
  find_library(OPENCV_${module}_LIBRARY opencv_${module} REQUIRED)
  add_library(opencv::${module} UNKNOWN IMPORTED)
  set_target_properties(opencv::${module} PROPERTIES
    IMPORTED_LOCATION "${OPENCV_${module}_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${OPENCV_INCLUDE_DIR}")
endforeach()
