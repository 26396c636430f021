package com.banxiang.testkit.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A document people edit, as the tree a program compares. */
final class YamlFile {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int WIDTH = 120;

    private final Path path;

    YamlFile(Path path) {
        this.path = path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    ObjectNode read() {
        try {
            return JSON.valueToTree(yaml().load(Files.readString(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(ObjectNode document) {
        try {
            Files.writeString(path, text(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(ObjectNode document) {
        return yaml().dump(JSON.treeToValue(document, Object.class));
    }

    private static Yaml yaml() {

        var style = new DumperOptions();
        style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        style.setWidth(WIDTH);
        style.setAllowUnicode(true);
        style.setSplitLines(false);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(style), style, new PlainTimes());
    }

    /** A time stays the text it is in JSON. */
    private static final class PlainTimes extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOL, "tfTF");
            addImplicitResolver(Tag.INT, INT, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
