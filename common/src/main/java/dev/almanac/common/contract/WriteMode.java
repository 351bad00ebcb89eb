package dev.almanac.common.contract;

/** How a run's staged rows change a table. */
public sealed interface WriteMode {

    /** One sentence for the dictionary. */
    String describe();

    /** Whether an older window must leave the table alone, because a newer one has already written it whole. */
    boolean newestWindowWins();

    /** The rows whose {@code column} (a date or a timestamp) lies in the run's slice are replaced. */
    record ReplaceWindow(String column) implements WriteMode {
        @Override
        public String describe() {
            return "replaces the run's window of `" + column + "`";
        }

        @Override
        public boolean newestWindowWins() {
            return false;
        }
    }

    /** The whole table is replaced. */
    record ReplaceAll() implements WriteMode {
        @Override
        public String describe() {
            return "replaces the whole table";
        }

        @Override
        public boolean newestWindowWins() {
            return true;
        }
    }

    /** Rows are inserted, updated or deleted by key. */
    record Upsert() implements WriteMode {
        @Override
        public String describe() {
            return "inserts, updates and deletes by key";
        }

        @Override
        public boolean newestWindowWins() {
            return true;
        }
    }

    /** Rows are added; for run records only. */
    record Append() implements WriteMode {
        @Override
        public String describe() {
            return "adds rows";
        }

        @Override
        public boolean newestWindowWins() {
            return false;
        }
    }
}
