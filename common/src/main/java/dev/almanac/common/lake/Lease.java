package dev.almanac.common.lake;

import java.time.Duration;

/** The right to write one group of a domain's tables; given back by {@link #close}, or lost by dying. */
public interface Lease extends AutoCloseable {

    /**
     * Makes sure that the lease is still ours, just before a commit.
     *
     * @throws dev.almanac.common.error.AlmanacException of kind CAN_PASS when another run has taken it
     */
    void requireHeld();

    @Override
    void close();

    /**
     * Takes the lease of a group, in the way the warehouse's file system makes atomic.
     *
     * @param holder names the run, for whoever finds the lease taken
     * @param length how long a holder that stopped renewing keeps it, where the file system does not notice its death
     * @throws dev.almanac.common.error.AlmanacException of kind CAN_PASS, naming the holder, when it is taken
     */
    static Lease take(Warehouse warehouse, String group, String holder, Duration length) {
        return warehouse.isLocal()
                ? LocalLease.take(warehouse, group, holder)
                : HadoopLease.take(warehouse, group, holder, length);
    }
}
