package dev.almanac.jobs.samples;

/**
 * A file that was made.
 *
 * @param path its full path
 * @param rows its lines without the header
 */
public record GeneratedFile(String path, long rows) implements Comparable<GeneratedFile> {
    @Override
    public int compareTo(GeneratedFile other) {
        return path.compareTo(other.path);
    }
}
