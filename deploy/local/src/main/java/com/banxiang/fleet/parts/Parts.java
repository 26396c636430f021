package com.banxiang.fleet.parts;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The whole fleet in one table; adding a service to the local fleet is adding a line here.
 * <p>
 * The order is the order of starting. The servers, the sandbox and the gateway need nobody; a service is started when the
 * database takes connections, because its migrations run first, and when the broker does, so that it soon takes events once
 * it is healthy.
 */
public final class Parts {

    private static final String TABLE = """
        part                 | module               | port  | second | needs          | heap | schema               | calls
        postgres             |                      | 15432 |        |                |      |                      |
        kafka                |                      | 19092 | 19093  |                | 160  |                      |
        redis                |                      | 16379 |        |                |      |                      |
        user-service         | user-service         | 8081  |        | postgres kafka | 128  | user_service         | notification-service child-service health-service
        health-service       | health-service       | 8087  |        | postgres kafka | 128  | health_service       | user-service child-service
        notification-service | notification-service | 8086  |        | postgres kafka | 128  | notification_service | user-service child-service
        child-service        | child-service        | 8088  |        | postgres kafka | 128  | child_service        | user-service health-service notification-service
        gateway              | gateway              | 8080  | 8079   |                | 128  |                      | user-service
        sandbox              | deploy/sandbox       | 8099  |        |                | 64   |                      |
        """;

    private static final Map<String, Part> BY_NAME = read(TABLE);

    private Parts() {}

    public static List<Part> all() {
        return List.copyOf(BY_NAME.values());
    }

    public static Stream<Part> applications() {
        return all().stream().filter(Part::isApplication);
    }

    /** Fails with a {@link NoSuchElementException} that lists the names there are. */
    public static Part named(String name) {

        var part = BY_NAME.get(name);
        if (part == null) {
            throw new NoSuchElementException(
                    "unknown part: %s (expected one of: %s)".formatted(name, String.join(", ", BY_NAME.keySet())));
        }

        return part;
    }

    /** The named parts and whatever they need, in the order of the table; all of them when none is named. */
    public static List<Part> withTheirNeeds(List<String> names) {

        if (names.isEmpty()) {
            return all();
        }

        var wanted = new LinkedHashSet<String>();
        names.forEach(name -> add(named(name), wanted));

        return all().stream().filter(part -> wanted.contains(part.name())).toList();
    }

    private static void add(Part part, Set<String> wanted) {
        if (wanted.add(part.name())) {
            part.needs().forEach(need -> add(named(need), wanted));
        }
    }

    private static Map<String, Part> read(String table) {

        var parts = new LinkedHashMap<String, Part>();
        table.lines()
                .skip(1)
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(Parts::part)
                .forEach(part -> parts.put(part.name(), part));

        return parts;
    }

    private static Part part(List<String> cells) {
        return new Part(
                cells.get(0),
                cells.get(1),
                Integer.parseInt(cells.get(2)),
                cells.get(3).isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(cells.get(3))),
                words(cells.get(4)),
                cells.get(5).isEmpty() ? 0 : Integer.parseInt(cells.get(5)),
                cells.get(6),
                words(cells.get(7)));
    }

    private static Set<String> words(String cell) {
        return cell.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(cell.split(" +")));
    }
}
