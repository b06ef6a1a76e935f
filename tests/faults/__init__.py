"""What Firstline must withstand: killed parts, taken ports, wrong addresses. The real program, as a child process."""
