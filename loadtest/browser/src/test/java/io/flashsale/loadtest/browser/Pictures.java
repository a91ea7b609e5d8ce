package io.flashsale.loadtest.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Pictures small enough for a source tree: the 256 colours of a screen that are seen most. */
final class Pictures {

    private static final int COLOURS = 256;
    private static final int ALIKE = 0xF0F0F0;

    private Pictures() {}

    /** Keeps a picture given as PNG. */
    static void keep(byte[] png, Path file) {
        try {
            BufferedImage seen = ImageIO.read(new ByteArrayInputStream(png));
            Files.createDirectories(file.getParent());
            ImageIO.write(indexed(seen), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage indexed(BufferedImage seen) {
        int width = seen.getWidth();
        int height = seen.getHeight();
        int[] pixels = seen.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> uses = new HashMap<>();
        for (int pixel : pixels) {
            uses.merge(pixel & 0xFFFFFF, 1, Integer::sum);
        }
        // Of colours that are nearly alike the one that is seen most, so that those of small things are kept, too.
        Map<Integer, Integer> kinds = new HashMap<>();
        uses.forEach((colour, count) ->
                kinds.merge(colour & ALIKE, colour, (one, other) -> uses.getOrDefault(one, 0) >= count ? one : other));
        List<Integer> palette = kinds.values().stream()
                .sorted(Comparator.comparing((Integer colour) -> uses.getOrDefault(colour, 0))
                        .reversed())
                .limit(COLOURS)
                .toList();
        int[] colours = palette.stream().mapToInt(colour -> colour | 0xFF000000).toArray();
        BufferedImage kept = new BufferedImage(
                width,
                height,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, colours.length, colours, 0, false, -1, 0));
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int colour = pixels[i] & 0xFFFFFF;
            int place = places.computeIfAbsent(colour, wanted -> nearest(palette, wanted));
            kept.getRaster().setSample(i % width, i / width, 0, place);
        }
        return kept;
    }

    private static int nearest(List<Integer> palette, int wanted) {
        int best = 0;
        for (int i = 1; i < palette.size(); i++) {
            if (distance(palette.get(i), wanted) < distance(palette.get(best), wanted)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (one >> shift & 0xFF) - (other >> shift & 0xFF);
            sum += difference * difference;
        }
        return sum;
    }
}
