package dev.nightjar.schedules.http;

import dev.nightjar.schedules.Listen;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a server may be called in the header {@code Host}. */
final class HostNames {

  private HostNames() {}

  /** The names, in lower case and without ports, addresses of IPv6 in brackets. */
  static Set<String> of(Listen listen, Collection<String> others) {
    Set<String> names = new TreeSet<>();
    add(names, listen.host());
    others.forEach(name -> add(names, name));
    if (listen.isLoopback() || listen.isEverywhere()) {
      names.add("localhost");
      names.add("127.0.0.1");
      names.add("[::1]");
    }
    if (listen.isEverywhere()) {
      machine(names);
    }
    return names;
  }

  private static void machine(Set<String> names) {
    try {
      add(names, InetAddress.getLocalHost().getHostName());
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
          .forEach(address -> add(names, address));
    } catch (SocketException | UnknownHostException e) {
      // What the machine does not tell about itself can be said with --host-name.
      names.add("localhost");
    }
  }

  private static void add(Set<String> names, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    names.add(lower.indexOf(':') < 0 || lower.startsWith("[") ? lower : "[" + lower + "]");
  }
}
