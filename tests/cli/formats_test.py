"""Pictures as other programs write them: formats, depth, color profiles, resolution, notices."""

import io
import unittest

import numpy
from PIL import Image, ImageCms, ImageDraw

from program import ProgramTest, json_lines, run

INK = (20, 12)  # a pixel within the line of `sketch`
SIZE = (48, 32)


def sketch(mode="RGB"):
    """A black cross on white, in any of Pillow's modes."""
    picture = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(picture)
    pen.rectangle([18, 0, 22, SIZE[1]], fill=0)
    pen.rectangle([0, 10, SIZE[0], 14], fill=0)
    if mode == "I;16":
        return Image.fromarray(numpy.asarray(picture).astype(numpy.uint16) * 257)
    return picture.convert("RGB").convert(mode) if mode in ("P", "CMYK") else picture.convert(mode)


def encoded(picture, kind, **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def animation(kind, **options):
    frames = [sketch(), sketch().rotate(180)]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)


def wide_profile():
    """A color profile that is not sRGB: the same with red and blue swapped, Pillow makes no other."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red:red + 4], profile[blue:blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def png_depth(path):
    return path.read_bytes()[24]


GOOD = {
    "jpeg": encoded(sketch(), "JPEG", quality=95),
    "jpeg_progressive": encoded(sketch(), "JPEG", quality=95, progressive=True),
    "jpeg_gray": encoded(sketch("L"), "JPEG", quality=95),
    "jpeg_cmyk": encoded(sketch("CMYK"), "JPEG", quality=95),
    "jpeg_restart": encoded(sketch(), "JPEG", quality=95, restart_marker_blocks=1),
    "png_1": encoded(sketch("1"), "PNG"),
    "png_gray": encoded(sketch("L"), "PNG"),
    "png_gray_alpha": encoded(sketch("LA"), "PNG"),
    "png_palette": encoded(sketch("P"), "PNG", bits=4),
    "png_rgb": encoded(sketch(), "PNG"),
    "png_rgba": encoded(sketch("RGBA"), "PNG"),
    "png_16": encoded(sketch("I;16"), "PNG"),
    "webp": encoded(sketch(), "WEBP", quality=95),
    "webp_lossless": encoded(sketch(), "WEBP", lossless=True),
    "webp_alpha": encoded(sketch("RGBA"), "WEBP", lossless=True),
    "bmp_1": encoded(sketch("1"), "BMP"),
    "bmp_gray": encoded(sketch("L"), "BMP"),
    "bmp_palette": encoded(sketch("P"), "BMP"),
    "bmp_rgb": encoded(sketch(), "BMP"),
    "bmp_rgba": encoded(sketch("RGBA"), "BMP"),
    "dib": encoded(sketch(), "BMP"),
    "gif": encoded(sketch("P"), "GIF"),
    "gif_interlaced": encoded(sketch("P"), "GIF", interlace=True),
    "tga": encoded(sketch(), "TGA"),
    "tga_run_length": encoded(sketch(), "TGA", compression="tga_rle"),
    "tga_gray": encoded(sketch("L"), "TGA"),
    "tga_palette": encoded(sketch("P"), "TGA"),
    "pbm": encoded(sketch("1"), "PPM"),
    "pgm": encoded(sketch("L"), "PPM"),
    "pgm_16": encoded(sketch("I;16"), "PPM"),
    "ppm": encoded(sketch(), "PPM"),
    "jpeg_2000": encoded(sketch(), "JPEG2000"),
    "jpeg_2000_gray": encoded(sketch("L"), "JPEG2000"),
    "tiff": encoded(sketch(), "TIFF"),
    "tiff_gray": encoded(sketch("L"), "TIFF"),
    "tiff_1": encoded(sketch("1"), "TIFF"),
    "tiff_palette": encoded(sketch("P"), "TIFF"),
    "tiff_rgba": encoded(sketch("RGBA"), "TIFF"),
    "tiff_16": encoded(sketch("I;16"), "TIFF"),
    "tiff_lzw": encoded(sketch(), "TIFF", compression="tiff_lzw"),
    "tiff_deflate": encoded(sketch(), "TIFF", compression="tiff_adobe_deflate"),
    "tiff_packbits": encoded(sketch(), "TIFF", compression="packbits"),
    "tiff_fax_3": encoded(sketch("1"), "TIFF", compression="group3"),
    "tiff_fax_4": encoded(sketch("1"), "TIFF", compression="group4"),
}

EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "TIFF": "tif"}

BAD = {
    "empty": (b"", "the file is empty"),
    "html": (b"<!DOCTYPE html><html></html>", "not a picture"),
    "svg": (b'<svg xmlns:xlink="x"><image xlink:href="file:///etc/passwd"/></svg>', "SVG"),
    "m3u8": (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "not a picture"),
    "concat": (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "not a picture"),
    "zip": (b"PK\x03\x04" + bytes(40), "not a picture"),
    "pdf": (b"%PDF-1.7\n", "PDF is not a picture"),
    "cut_jpeg": (GOOD["jpeg"][:-200], "damaged JPEG"),
    "cut_png": (GOOD["png_rgb"][:-30], "damaged PNG"),
    "cut_webp": (GOOD["webp"][:-30], "damaged or incomplete WebP"),
    "cut_tiff": (GOOD["tiff_lzw"][:200], "TIFF"),
    "cut_gif": (GOOD["gif"][:-10], "GIF"),
}


class Formats(ProgramTest):
    def add(self, name, content):
        path = self.folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    def colorize(self, *options):
        """Colors the folder `in` into `out`; the JSON lines by their event."""
        status, output, errors = run("colorize", self.folder / "in", "-o", self.folder / "out",
                                     "--json", *options)
        lines = {}
        for line in json_lines(output):
            lines.setdefault(line["event"], []).append(line)
        return status, lines, errors

    def test_every_format_under_a_wrong_name(self):
        for name, content in GOOD.items():
            self.add(f"{name}.png", content)
        status, _, errors = self.colorize()
        self.assertEqual(status, 0, errors)
        for name in GOOD:
            with self.subTest(name), Image.open(self.folder / "out" / f"{name}.png") as result:
                self.assertEqual((result.format, result.size), ("PNG", SIZE))
                self.assertLess(max(result.convert("RGB").getpixel(INK)), 12)
            deep = name in ("png_16", "tiff_16", "pgm_16")
            self.assertEqual(png_depth(self.folder / "out" / f"{name}.png"), 16 if deep else 8, name)

    def test_tiff_becomes_png(self):
        self.add("a.tif", GOOD["tiff_16"])
        self.assertEqual(self.colorize()[0], 0)
        self.assertEqual(png_depth(self.folder / "out" / "a.png"), 16)

    def test_what_is_no_picture_is_named(self):
        for name, (content, _) in BAD.items():
            self.add(f"{name}.png", content)
        self.add("good.png", GOOD["png_rgb"])
        status, lines, _ = self.colorize()
        self.assertEqual(status, 1)
        reasons = {line["input"]: line["reason"] for line in lines["error"]}
        self.assertEqual(len(reasons), len(BAD))
        for name, (_, reason) in BAD.items():
            self.assertIn(reason, reasons[str(self.folder / "in" / f"{name}.png")])
        self.assertTrue((self.folder / "out" / "good.png").exists())

    def test_profile_and_resolution_are_carried_over(self):
        profile = wide_profile()
        for kind in ("PNG", "JPEG", "TIFF"):
            self.add(f"{kind}.{EXTENSIONS[kind]}",
                     encoded(sketch(), kind, icc_profile=profile, dpi=(300, 150)))
        for format in ("png", "jpg", "webp"):
            out = self.folder / format
            status, _, errors = run("colorize", self.folder / "in", "-o", out, "--format", format)
            self.assertEqual(status, 0, errors)
            for kind in ("PNG", "JPEG", "TIFF"):
                with self.subTest(kind=kind, format=format), \
                        Image.open(out / f"{kind}.{format}") as result:
                    self.assertEqual(result.info["icc_profile"], profile)
                    if format == "webp":
                        tags = result.getexif()
                        dpi = (tags[0x011A], tags[0x011B])
                    else:
                        dpi = result.info["dpi"]
                    self.assertAlmostEqual(float(dpi[0]), 300, delta=0.02)
                    self.assertAlmostEqual(float(dpi[1]), 150, delta=0.02)

    def test_a_profile_changes_what_the_network_paints_but_not_the_ink(self):
        self.add("plain.png", encoded(sketch(), "PNG"))
        self.add("swapped.png", encoded(sketch(), "PNG", icc_profile=wide_profile()))
        self.assertEqual(self.colorize()[0], 0)
        plain, swapped = (
            numpy.asarray(Image.open(self.folder / "out" / name).convert("RGB")).astype(int)
            for name in ("plain.png", "swapped.png"))
        # Red and blue have changed places: the profile says so, so they look the same.
        self.assertLessEqual(abs(plain - swapped[:, :, ::-1]).max(), 2)
        self.assertEqual(swapped[INK[1], INK[0]].max(), 0)

    def test_what_is_left_out_is_told(self):
        expected = {
            "pages.tiff": (animation("TIFF"), "several pages"),
            "gif.gif": (animation("GIF"), "animation"),
            "apng.png": (animation("PNG"), "animation"),
            "webp.webp": (animation("WEBP"), "animation"),
            "cmyk.jpg": (GOOD["jpeg_cmyk"], "CMYK without a color profile"),
            "deep.webp": (GOOD["png_16"], "16 bits a channel"),
            "profile.png": (encoded(sketch(), "PNG", icc_profile=b"damaged"), "color profile"),
        }
        for name, (content, _) in expected.items():
            self.add(name, content)
        status, lines, errors = self.colorize()
        self.assertEqual(status, 0, errors)
        notices = {line["input"]: line["notice"] for line in lines["notice"]}
        self.assertEqual(len(notices), len(expected))
        for name, (_, notice) in expected.items():
            self.assertIn(notice, notices[str(self.folder / "in" / name)])

    def test_every_orientation(self):
        upright = sketch()
        upright.putpixel((1, 1), (255, 0, 0))
        back = {1: [], 2: [Image.Transpose.FLIP_LEFT_RIGHT], 3: [Image.Transpose.ROTATE_180],
                4: [Image.Transpose.FLIP_TOP_BOTTOM], 5: [Image.Transpose.TRANSPOSE],
                6: [Image.Transpose.ROTATE_90], 7: [Image.Transpose.TRANSVERSE],
                8: [Image.Transpose.ROTATE_270]}
        for orientation, turns in back.items():
            stored = upright
            for turn in turns:
                stored = stored.transpose(turn)
            exif = Image.Exif()
            exif[0x0112] = orientation
            for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
                self.add(f"{orientation}.{kind}.png",
                         encoded(stored, kind, exif=exif, quality=95, lossless=True))
        self.assertEqual(self.colorize()[0], 0)
        for path in (self.folder / "out").glob("*.png"):
            with self.subTest(path.name), Image.open(path) as result:
                self.assertEqual(result.size, SIZE)
                self.assertNotIn(0x0112, result.getexif())
                self.assertLess(max(result.getpixel(INK)), 12)
                self.assertLess(max(result.getpixel((20, 30))), 12)
                self.assertGreater(max(result.getpixel((40, 25))), 100)

    def test_long_strips(self):
        strip = Image.new("RGB", (40, 30_000), "white")
        ImageDraw.Draw(strip).rectangle([10, 0, 14, 30_000], fill="black")
        self.add("strip.png", encoded(strip, "PNG"))
        self.add("longer.png", encoded(Image.new("1", (1, 70_000), 1), "PNG"))
        status, lines, _ = self.colorize()
        self.assertEqual(status, 1)
        self.assertIn("a side is longer than the limit of 65535", lines["error"][0]["reason"])
        with Image.open(self.folder / "out" / "strip.png") as result:
            self.assertEqual(result.size, strip.size)
            self.assertEqual(result.getpixel((12, 29_000)), (0, 0, 0))


if __name__ == "__main__":
    unittest.main()
