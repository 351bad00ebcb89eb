/** What a run leaves behind for people to look at: logs, masked. */
package dev.almanac.common.observe;
