package dev.almanac.benchmarks.ml100k;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * One line of u.data.
 *
 * @param stars 1 to 5
 * @param at to the second
 */
record Rating(String user, String item, double stars, Instant at) {

    /**
     * The 100,000 ratings, in the order of the file.
     *
     * @throws AlmanacException of kind INPUT when there is no u.data or it is not the data set
     */
    static List<Rating> read(Path directory) {
        var file = directory.resolve("u.data");
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split("\t", -1))
                    .map(fields -> new Rating(
                            fields[0],
                            fields[1],
                            Double.parseDouble(fields[2]),
                            Instant.ofEpochSecond(Long.parseLong(fields[3]))))
                    .toList();
        } catch (IOException | ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw AlmanacException.cannot(
                    Failure.INPUT,
                    "read MovieLens 100K from " + file,
                    e.toString(),
                    "Pass --data with the folder that holds u.data");
        }
    }
}
