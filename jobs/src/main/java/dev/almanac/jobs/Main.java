package dev.almanac.jobs;

/** The entry point of every way to run Almanac. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println(java.util.List.of(arguments));
    }
}
