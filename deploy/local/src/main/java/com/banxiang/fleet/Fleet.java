package com.banxiang.fleet;

import com.banxiang.fleet.demo.Demo;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.secrets.ApplicationSettings;
import com.banxiang.fleet.secrets.Secrets;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Plan;
import com.banxiang.fleet.state.Refusal;
import com.banxiang.fleet.supervise.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/** What {@code ./fleet} runs. The script gives it the checkout and the libraries, and a JDK that is new enough. */
public final class Fleet {

    private static final String HELP = """
        伴享 BanXiang on one machine

          ./fleet up [--detach] [--only a,b] [--no-build] [--data DIR] [--port-offset N]
                                build what changed and start; without --detach it stays, and Ctrl-C stops everything
          ./fleet status        a row for each part: pid, port, health, uptime, memory, restarts
          ./fleet logs [part] [-f]
          ./fleet stop part     also: start, restart, kill (SIGKILL; the part is started again)
          ./fleet down          stop everything, keep the data
          ./fleet reset         stop everything, delete the data
          ./fleet demo          play the main job on the running fleet

        A fleet that was started with --data DIR is meant by --data DIR in every command. Parts:
        """;

    private Fleet() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) throws InterruptedException {
        try {
            var options = Options.parse(arguments);
            return run(options, home(options));
        } catch (Refusal | NoSuchElementException e) {
            System.err.println("fleet: " + e.getMessage());
            return 2;
        } catch (IOException | UncheckedIOException e) {
            System.err.println("fleet: " + e);
            return 1;
        }
    }

    private static int run(Options options, Home home) throws IOException, InterruptedException {

        var terminal = new Terminal(Integer.getInteger("fleet.columns", 0));

        return switch (options.verb()) {
            case "up" -> new Up(home, options, terminal).run();
            case "status" -> new StatusTable(home).print();
            case "logs" -> new Logs(home).print(options.names(), options.follow());
            case "start", "stop", "restart", "kill" -> new OnePart(home, terminal).run(options.verb(), options.names());
            case "down" -> new Down(home, terminal).run();
            case "reset" -> new Down(home, terminal).reset();
            case "demo" -> new Demo(home, superuserPassword(home)).run();
            case "supervise" -> {
                Supervisor.run(home);
                yield 0;
            }
            case "help", "--help", "-h" -> {
                System.out.print(HELP);
                Parts.all().forEach(part -> System.out.println("  " + part.name()));
                yield 0;
            }
            default -> throw new Refusal("unknown command: %s (./fleet help lists them)".formatted(options.verb()));
        };
    }

    private static String superuserPassword(Home home) {
        return new ApplicationSettings(home, Plan.read(home).offset(), Secrets.of(home)).superuserPassword();
    }

    private static Home home(Options options) {

        var repository = Path.of(System.getProperty("fleet.repository"));
        var folder = options.data()
                .map(data ->
                        Path.of(System.getProperty("user.dir")).resolve(data).normalize())
                .orElse(repository.resolve(".fleet"));

        return new Home(repository, folder, Path.of(System.getProperty("fleet.libraries"))).create();
    }
}
