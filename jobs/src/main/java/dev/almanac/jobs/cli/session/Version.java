package dev.almanac.jobs.cli.session;

import picocli.CommandLine.IVersionProvider;

/** The build that runs. */
public final class Version implements IVersionProvider {
    /** The version of the jar, or {@code development} where classes are run from folders. */
    static String code() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"almanac " + code()};
    }
}
