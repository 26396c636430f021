package com.banxiang.fleet.journey;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the services' own tables say of events: read by the superuser, who may look everywhere. */
public final class Ledgers implements AutoCloseable {

    private final Connection connection;
    private final List<String> schemas =
            Parts.applications().filter(Part::ownsSchema).map(Part::schema).toList();

    public Ledgers(int portOffset, String superuserPassword) {
        try {
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:%d/banxiang".formatted(15432 + portOffset),
                    "postgres",
                    superuserPassword);
        } catch (SQLException unreachable) {
            throw new IllegalStateException("PostgreSQL", unreachable);
        }
    }

    /** Events that were announced since, by topic. */
    public Map<String, Long> eventsSince(Instant start) {

        var events = new TreeMap<String, Long>();

        for (var schema : schemas) {
            try (var statement = connection.prepareStatement(
                    "select topic, count(*) from %s.outbox_messages where created_at >= ? group by topic"
                            .formatted(schema))) {
                statement.setTimestamp(1, Timestamp.from(start));
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        events.merge(rows.getString(1), rows.getLong(2), Long::sum);
                    }
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(schema, failed);
            }
        }

        return events;
    }

    /** Events not handed to Kafka yet, over all services. */
    public long unsent() {
        return count("select count(*) from %s.outbox_messages where sent_at is null");
    }

    /** Events nobody could take, over all services. */
    public long deadLetters() {
        return count("select count(*) from %s.dead_letters");
    }

    /** One number of one schema. */
    public long number(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private long count(String sql) {
        return schemas.stream()
                .mapToLong(schema -> number(sql.formatted(schema)))
                .sum();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL", failed);
        }
    }
}
