package com.banxiang.fleet.servers;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How one part is run. Every step may be repeated: a part that dies goes through all of them again. */
public interface Server {

    /** Makes what the process needs, and tells of what takes long. */
    void prepare(Consumer<String> progress) throws IOException, InterruptedException;

    /** What to execute; asked after it is prepared. */
    List<String> command();

    default Map<String, String> environment() {
        return Map.of();
    }

    /** What has to be there before others rely on it; called when it answers for the first time. */
    default void complete() throws IOException {}
}
