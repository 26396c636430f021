package com.banxiang.fleet.state;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What the last {@code up} of this fleet was asked for; later commands find the fleet's ports by it.
 *
 * @param offset added to every port
 * @param parts  what was asked for; the rest is stopped until somebody starts it
 */
public record Plan(int offset, List<String> parts) {

    public static Plan read(Home home) {

        try {
            var values = new Properties();
            values.load(new StringReader(Files.readString(file(home))));
            return new Plan(
                    Integer.parseInt(values.getProperty("offset")),
                    List.of(values.getProperty("parts").split(",")));
        } catch (IOException e) {
            return new Plan(0, List.of());
        }
    }

    public void write(Home home) {
        Home.write(file(home), "offset=%d\nparts=%s\n".formatted(offset, String.join(",", parts)));
    }

    private static Path file(Home home) {
        return home.run().resolve("fleet.plan");
    }
}
